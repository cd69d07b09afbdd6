import { yen, type Yen } from '../../core/yen.ts'
import { isBankTransfer, type MoneyKind, type MoneySaid, type MoneyState } from './said.ts'

/** Everything that was heard of one money until now. Facts are set once and only added to, so their order does not matter. */
export interface Money {
  readonly state: MoneyState
  readonly kind: MoneyKind | null
  readonly reference: string | null
  readonly method: string
  readonly announced: Yen | null
  readonly paid: Yen | null
  readonly paidAt: Date | null
  /** What the provider gave back in all. */
  readonly reversed: Yen
}

/** Something that people should know, beside what is booked. */
export type News =
  /** Paid after it had failed or expired: legal (a konbini slip paid late), and worth a look. */
  | 'paid-late'
  /** Told before with another amount. The first word counts; people find out which is true. */
  | 'other-amount'

const nothing: Money = { state: 'pending', kind: null, reference: null, method: 'unknown', announced: null, paid: null, paidAt: null, reversed: yen(0) }

/**
 * What is known after hearing one more thing: created < pending < failed < expired < paid < reversed, and never back. A
 * reversal that comes before its payment is remembered; a payment that comes after the end is a payment.
 */
export function heard(before: Money | null, said: MoneySaid): { readonly after: Money; readonly news: readonly News[] } {
  const known = before ?? nothing
  const facts = {
    kind: known.kind ?? said.kind,
    reference: known.reference ?? said.reference,
    method: known.method === 'unknown' ? said.method : known.method,
    announced: said.state === 'pending' ? (known.announced ?? said.amount) : known.announced,
    paid: said.state === 'paid' ? (known.paid ?? said.amount) : known.paid,
    paidAt: said.state === 'paid' ? (known.paidAt ?? said.at) : known.paidAt,
    reversed: said.state === 'reversed' && said.amount > known.reversed ? said.amount : known.reversed,
  }
  const after: Money = { ...facts, state: stateOf(facts, before?.state ?? null, said.state) }
  return { after, news: before ? newsOf(before, after, said) : [] }
}

function stateOf({ paid, reversed }: Pick<Money, 'paid' | 'reversed'>, before: MoneyState | null, said: MoneyState): MoneyState {
  if (reversed > 0n && (paid === null || reversed >= paid)) return 'reversed'
  if (paid !== null) return 'paid'
  return before === null || rank[said] > rank[before] ? said : before
}

const rank: Readonly<Record<MoneyState, number>> = { pending: 1, failed: 2, expired: 3, paid: 4, reversed: 5 }

function newsOf(before: Money, after: Money, said: MoneySaid): News[] {
  const news: News[] = []
  if (said.state === 'paid' && (before.state === 'failed' || before.state === 'expired')) news.push('paid-late')
  const otherPaid = said.state === 'paid' && before.paid !== null && before.paid !== said.amount
  const announcedLate = said.state === 'pending' && before.paid !== null && before.announced === null && isWrongAmount(after)
  const moreThanPaid = after.paid !== null && after.reversed > after.paid && after.reversed > before.reversed
  if (otherPaid || announcedLate || moreThanPaid) news.push('other-amount')
  return news
}

/** Another amount than announced is legal where the payer types it: a bank transfer. Anywhere else people look at it. */
export const isWrongAmount = ({ announced, paid, method }: Pick<Money, 'announced' | 'paid' | 'method'>): boolean =>
  announced !== null && paid !== null && announced !== paid && !isBankTransfer(method)

/** How much of what was paid went back: never more than came in. */
export const reversedOf = ({ paid, reversed }: Pick<Money, 'paid' | 'reversed'>): Yen => (paid === null ? yen(0) : paid < reversed ? paid : reversed)
