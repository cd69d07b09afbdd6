// mimamori-line-sandbox
import type { Changes } from '../changes.ts'

/** One money as the played payment company knows it. What it is told to do is what its list shows, whatever was sent. */
export interface ProviderMoney {
  readonly psp_ref: string
  kind: string
  reference: string | null
  /** The bank place it was transferred to, instead of a reference. */
  paid_into?: string
  amount: number
  currency: string
  method: string
  state: string
  paid_at: string | null
  reversed_amount: number
}

/** A notification that waits to be sent, as it was signed. */
export interface HeldBack {
  readonly id: string
  readonly body: string
  readonly line: string
  readonly key: Buffer
}

export interface PlayedProvider {
  /** Remembers what happened to a money: told or not, it is in the list. */
  happened(money: Omit<ProviderMoney, 'reversed_amount' | 'paid_at'> & { readonly at: string }): void
  /** Money paid on a day (Japan), oldest first, and where the next page starts. */
  paidOn(day: string, cursor: string | undefined): { items: readonly ProviderMoney[]; next_cursor: string | null }
  /** Notifications that were signed and not sent yet. */
  heldBack: HeldBack[]
  /** Answers nothing but 503 while it is down. */
  down: boolean
  /** Takes a line out of the list, as if the money had never been. */
  forget(pspRef: string): boolean
  snapshot(): readonly ProviderMoney[]
}

/** Rows of one page of the list. */
const pageSize = 100

export function openProvider(kept: unknown, changes: Changes): PlayedProvider {
  const known = new Map<string, ProviderMoney>(Array.isArray(kept) ? (kept as ProviderMoney[]).map((one) => [one.psp_ref, one]) : [])
  const provider: PlayedProvider = {
    heldBack: [],
    down: false,
    happened: ({ at, ...told }) => {
      const before = known.get(told.psp_ref)
      const money = before ?? { ...told, paid_at: null, reversed_amount: 0 }
      money.state = told.state
      if (told.state === 'money.paid' && money.paid_at === null) Object.assign(money, { amount: told.amount, paid_at: at })
      if (told.state === 'money.reversed') money.reversed_amount = Math.max(money.reversed_amount, told.amount)
      known.set(told.psp_ref, money)
      changes.tell({ kind: 'kept' })
    },
    paidOn: (day, cursor) => {
      const paid = [...known.values()].filter(({ paid_at: at }) => at !== null && dayInJapan(at) === day).sort((a, b) => (`${a.paid_at}${a.psp_ref}` < `${b.paid_at}${b.psp_ref}` ? -1 : 1))
      const from = cursor === undefined ? 0 : Number.parseInt(cursor, 36)
      const items = paid.slice(from, from + pageSize)
      return { items, next_cursor: from + pageSize < paid.length ? (from + pageSize).toString(36) : null }
    },
    forget: (pspRef) => known.delete(pspRef),
    snapshot: () => [...known.values()],
  }
  return provider
}

const nineHoursMs = 9 * 3_600_000
const dayInJapan = (at: string): string => new Date(Date.parse(at) + nineHoursMs).toISOString().slice(0, 10)
