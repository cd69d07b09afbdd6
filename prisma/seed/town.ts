import { createHash } from 'node:crypto'
import { dayOf } from '../../server/core/time.ts'

/** A town as it is to be written: plain facts, ids already decided, so that the same seed gives the same town. */
export interface Town {
  readonly customers: readonly TownCustomer[]
  readonly stores: readonly TownStore[]
  readonly officers: readonly TownOfficer[]
  /** Past payments, oldest first, `minutesAgo` before the day of seeding. */
  readonly payments: readonly TownPayment[]
}

export interface TownCustomer {
  readonly key: string
  readonly id: string
  readonly lineUserId: string
  readonly code: string
  readonly name: string
  readonly kana: string
  readonly birthYear: number
  readonly phone: string
  readonly textSize: 'standard' | 'large' | 'largest'
  /** What the customer can use after all past payments; whole yen. */
  readonly balance: bigint
  /** Of the balance, what is for small stores only. */
  readonly smallStoreBalance?: bigint
  /** False: known to the practice LINE only, so that registration can be played. */
  readonly registered: boolean
}

export interface TownStore {
  readonly id: string
  readonly code: string
  readonly number: string
  readonly name: string
  readonly area: string
  readonly phone: string
  readonly latitude: number
  readonly longitude: number
  readonly size: 'large' | 'small'
  /** File below seed/photos. */
  readonly photo?: string
  readonly staff: readonly TownStaff[]
}

export interface TownStaff {
  readonly key: string
  readonly id: string
  readonly code: string
  readonly name: string
  readonly phone: string
  readonly lineUserId: string
  readonly loginId: string
  readonly role: 'clerk' | 'manager' | 'owner'
}

export interface TownOfficer {
  readonly key: string
  readonly id: string
  readonly number: string
  readonly name: string
  readonly lineUserId: string
  readonly loginId: string
  readonly role: 'officer' | 'chief' | 'auditor'
}

export interface TownPayment {
  readonly customer: TownCustomer
  readonly store: TownStore
  readonly amount: bigint
  readonly minutesAgo: number
}

/** Everybody's password in a practice town, and only there. */
export const practicePassword = 'renshu-no-machi-2026'

/** Last day of everybody's vouchers in a seeded town: the end of next January. */
export const lastDayFor = (now: Date): string => `${Number(dayOf(now).slice(0, 4)) + 1}-01-31`

const hex = (text: string) => createHash('sha256').update(text).digest('hex')

/** LINE's user ids look like this: U and 32 hex digits. */
export const lineUserIdOf = (key: string): string => `U${hex(`mimamori:${key}`).slice(0, 32)}`

/** A stable uuid for a seeded row. */
export function idOf(key: string): string {
  const digits = hex(`mimamori-id:${key}`)
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
