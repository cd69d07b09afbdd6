import { randomInt, randomUUID } from 'node:crypto'
import { makePosterToken } from '../../server/stores/poster.ts'
import type { StorePayment } from '../../server/payments/contract.ts'
import { signedInByLine } from './customers.ts'
import { quickHash } from './passwords.ts'
import { chatOf, oldFriend, type Browser, type Chat } from './person.ts'
import type { Ground } from './ground.ts'

export interface StoreWishes {
  readonly name?: string
  readonly latitude?: number
  readonly longitude?: number
  readonly ownerPhone?: string
  /** Vouchers for small stores are taken only at a small one. */
  readonly size?: 'large' | 'small'
}

export interface StaffInTown extends Browser {
  readonly id: string
  readonly code: string
  readonly lineUserId: string
  readonly chat: Chat
}

export interface StoreInTown {
  readonly id: string
  readonly code: string
  readonly number: string
  readonly name: string
  readonly posterToken: string
  readonly owner: StaffInTown
  seesPayments(): Promise<readonly StorePayment[]>
}

const password = 'a password of the tests'
const hashed = quickHash(password)

/** A store that was admitted in the past, with its owner signed in by LINE and password. */
export async function openStore(town: Ground, { name = 'みどり青果店', latitude = 38.2688, longitude = 140.8721, ownerPhone, size = 'small' }: StoreWishes): Promise<StoreInTown> {
  const id = randomUUID()
  const staffId = randomUUID()
  const serial = String(randomInt(10 ** 6)).padStart(6, '0')
  const number = serial
  const loginId = `owner-${serial}-${randomInt(1000)}`
  await town.sql`INSERT INTO stores (id, code, number, name, area, phone, latitude, longitude, opens_at, closes_at, size)
    VALUES (${id}, ${`S-${serial}`}, ${number}, ${name}, 'あおば市本町', '022-000-0000', ${latitude}, ${longitude}, '10:00', '19:00', ${size}::"StoreSize")`
  await town.sql`INSERT INTO staff (id, code, name, phone, login_id, password_hash, role)
    VALUES (${staffId}, ${`ST-${serial}`}, ${'店主'}, ${ownerPhone ?? null}, ${loginId}, ${hashed}, 'owner')`
  await town.sql`INSERT INTO staff_stores (staff_id, store_id) VALUES (${staffId}, ${id})`
  const lineUserId = await oldFriend(town, `${name}の店主`)
  const browser = await signedInByPassword(town, lineUserId, loginId, password)
  await town.settles()
  const owner = { ...browser, id: staffId, code: `ST-${serial}`, lineUserId, chat: chatOf(town.sandbox, lineUserId, town.settles) }
  return {
    id, code: `S-${serial}`, number, name, owner,
    posterToken: makePosterToken(town.ctx.config, number, 1),
    seesPayments: async () => (await browser.get<{ items: StorePayment[] }>('/api/store/payments')).body.items,
  }
}

export async function signedInByPassword(town: Ground, lineUserId: string, loginId: string, secret: string): Promise<Browser> {
  const browser = await signedInByLine(town, lineUserId)
  const answer = await browser.post('/api/sign-in/password', { loginId, password: secret })
  if (answer.status !== 200) throw new Error(`password sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return browser
}
