import { z } from 'zod'
import { yen, type Yen } from '../../core/yen.ts'

/** What money is for: a customer's top-up or a repayment of a demand. */
export type MoneyKind = 'top_up' | 'repayment'

/** What a provider can say of one money. Its own words are translated to these, and nothing else of it is believed. */
export type MoneyState = 'pending' | 'paid' | 'failed' | 'expired' | 'reversed'

/** One thing that a provider said about one money, in our words. */
export interface MoneySaid {
  readonly says: 'money'
  readonly state: MoneyState
  /** Null when this event does not name it (a refund names the payment only). */
  readonly kind: MoneyKind | null
  /** What it is for: a customer's code, a demand's number. Null when this event does not name it. */
  readonly reference: string | null
  /**
   * `pending`: announced. `paid`: what came in. `reversed`: what went back in all until now. Whole units of `currency`.
   */
  readonly amount: Yen
  readonly currency: string
  readonly method: string
  /** The provider's id of the money itself: whichever events tell of it, it is booked once. */
  readonly pspRef: string
  /** When it happened, as the provider says. */
  readonly at: Date
  /** The bank place that it was transferred to, when it was given to one demand or customer: 「9999-101-1234567」. */
  readonly paidInto?: string
  /** Who sent a bank transfer, as the bank wrote it: helps people to find whose it is. Personal. */
  readonly payerNameKana: string | null
}

/** What one notification says: of money, of something else, or nothing that we can read. */
export type Said =
  | MoneySaid
  | { readonly says: 'nothing'; readonly event: string }
  | { readonly says: 'not-understood' }

export const notUnderstood: Said = { says: 'not-understood' }

/** Names of the outside world: printable, so that they can be stored and shown anywhere. */
export const name = (longest: number) => z.string().regex(/^[^\p{C}]+$/u).max(longest)

/** Whole yen above zero, as JSON numbers and as decimal text. */
export const positive = z
  .union([z.string().regex(/^[1-9][0-9]{0,11}$/), z.number().int().min(1).max(999_999_999_999)])
  .transform((amount) => yen(BigInt(amount)))

const kinds: Readonly<Record<string, MoneyKind>> = { 'top-up': 'top_up', top_up: 'top_up', repayment: 'repayment' }

/** The kind as our checkout wrote it into the provider's form; null for anything else. */
export const kindNamed = (word: unknown): MoneyKind | null => (typeof word === 'string' && Object.hasOwn(kinds, word) ? (kinds[word] ?? null) : null)

/** A reference that another system handed back: null when it is none that we could have given. */
export const referenceNamed = (word: unknown): string | null => name(60).safeParse(word).data ?? null

const transfers = new Set(['bank-transfer', 'bank_transfer', 'bank', 'customer_balance', 'jp_bank_transfer', 'pay_easy'])

/** With a bank transfer the payer types the amount, so less or more than announced may come. */
export const isBankTransfer = (method: string): boolean => transfers.has(method)
