import type { LogLine } from '../client/client-log.ts'
import { answersOf, purchasesIn, type Purchase } from './purchases.ts'

/** What is stored and what people got, read after everything has come to rest. Only what happened since the log began. */
export interface Facts {
  readonly payments: readonly { readonly id: string; readonly number: string; readonly customer: string; readonly store: string; readonly amount: number }[]
  /** Keys that name a payment. */
  readonly keys: readonly { readonly customer: string; readonly key: string; readonly paymentId: string }[]
  readonly wallets: readonly { readonly customer: string; readonly before: number; readonly after: number }[]
  /** What the programme owes each store, by its books. */
  readonly stores: readonly { readonly store: string; readonly before: number; readonly after: number }[]
  /** Messages that the programme intends to tell about a payment to its payer. */
  readonly intentions: readonly { readonly paymentId: string; readonly customer: string }[]
  /** Receipts in the customers' chats. */
  readonly receipts: readonly { readonly customer: string; readonly amount: number }[]
  /** Jobs that were tried for the last time and left to a person. */
  readonly givenUp: readonly string[]
  /** What `npm run self-check` complains about. */
  readonly broken: readonly string[]
}

export type Wrong =
  | 'unresolved' | 'two-answers' | 'acknowledged-but-missing' | 'paid-after-no' | 'paid-twice' | 'nobody-asked' | 'key-without-payment'
  | 'wallet-off' | 'store-off' | 'intention-missing' | 'intention-twice' | 'intention-without-payment'
  | 'receipt-missing' | 'receipt-twice' | 'receipt-without-payment' | 'job-given-up' | 'invariant-broken'

export interface Violation {
  readonly wrong: Wrong
  readonly what: string
}

type Payment = Facts['payments'][number]

/**
 * Compares what customers know with what is stored. Every purchase has an amount that its customer pays for nothing else,
 * so that payments are told apart without believing the programme's own keys.
 */
export function verdict(lines: readonly LogLine[], facts: Facts): Violation[] {
  const purchases = purchasesIn(lines)
  const paymentsBy = Map.groupBy(facts.payments, ({ customer, amount }) => wishOf(customer, amount))
  const keysOf = Map.groupBy(facts.keys, ({ paymentId }) => paymentId)
  return [
    ...purchases.flatMap((purchase) => ofPurchase(purchase, paymentsBy.get(wishOf(purchase.customer, purchase.amount)) ?? [])),
    ...ofPayments(purchases, facts.payments, keysOf),
    ...ofMoney(facts),
    ...ofMessages(facts),
    ...facts.givenUp.map((what): Violation => ({ wrong: 'job-given-up', what })),
    ...facts.broken.map((what): Violation => ({ wrong: 'invariant-broken', what })),
  ]
}

const wishOf = (customer: string, amount: number): string => `${customer} ¥${amount}`

function ofPurchase(purchase: Purchase, payments: readonly Payment[]): Violation[] {
  const violations: Violation[] = []
  const name = `${purchase.id} (${wishOf(purchase.customer, purchase.amount)} at ${purchase.store})`
  const add = (wrong: Wrong, more: string) => violations.push({ wrong, what: `${name}: ${more}` })
  const answers = answersOf(purchase)
  const told = [...new Set(answers.map((one) => (one.outcome === 'paid' ? one.number : one.outcome)))]

  if (answers.length === 0) add('unresolved', 'its customer never learnt how it ended')
  // A closed key that is tried once more is refused: the same no in other words.
  if (told.filter((answer) => answer !== 'closed' && answer !== 'refused').length + (told.some((answer) => answer === 'closed' || answer === 'refused') ? 1 : 0) > 1) {
    add('two-answers', `its customer was told ${told.join(' and ')}`)
  }
  if (payments.length > 1) add('paid-twice', `payments ${payments.map(({ number }) => number).join(', ')}`)
  for (const answer of answers) {
    if (answer.outcome === 'paid' && !payments.some((paid) => paid.number === answer.number && paid.store === answer.store && paid.amount === answer.amount)) {
      add('acknowledged-but-missing', `payment ${answer.number} of ¥${answer.amount} was acknowledged`)
    }
    if (answer.outcome !== 'paid' && payments.length > 0) add('paid-after-no', `it was ${answer.outcome}, and there is payment ${payments[0]?.number ?? ''}`)
  }
  return unique(violations)
}

function ofPayments(purchases: readonly Purchase[], payments: readonly Payment[], keysOf: ReadonlyMap<string, Facts['keys']>): Violation[] {
  const wanted = new Map(purchases.map((purchase) => [wishOf(purchase.customer, purchase.amount), purchase]))
  const violations: Violation[] = []
  for (const payment of payments) {
    const name = `payment ${payment.number} (${wishOf(payment.customer, payment.amount)} at ${payment.store})`
    const purchase = wanted.get(wishOf(payment.customer, payment.amount))
    const keys = keysOf.get(payment.id) ?? []
    if (purchase?.store !== payment.store) violations.push({ wrong: 'nobody-asked', what: `${name}: no such purchase` })
    else if (keys.length !== 1) violations.push({ wrong: 'nobody-asked', what: `${name}: ${keys.length} keys name it` })
    else if (!keys.every(({ key, customer }) => customer === payment.customer && purchase.keys.has(key))) violations.push({ wrong: 'nobody-asked', what: `${name}: its key was never sent` })
  }
  const known = new Set(payments.map(({ id }) => id))
  for (const [paymentId] of keysOf) if (!known.has(paymentId)) violations.push({ wrong: 'key-without-payment', what: `a key names payment ${paymentId}, which is not there` })
  return violations
}

function ofMoney({ payments, wallets, stores }: Facts): Violation[] {
  const sum = (list: readonly Payment[] = []) => list.reduce((total, { amount }) => total + amount, 0)
  const byCustomer = Map.groupBy(payments, ({ customer }) => customer)
  const byStore = Map.groupBy(payments, ({ store }) => store)
  return [
    ...wallets.filter(({ customer, before, after }) => after !== before - sum(byCustomer.get(customer)))
      .map(({ customer, before, after }): Violation => ({ wrong: 'wallet-off', what: `${customer} had ¥${before}, paid ¥${sum(byCustomer.get(customer))} and has ¥${after}` })),
    ...stores.filter(({ store, before, after }) => after !== before + sum(byStore.get(store)))
      .map(({ store, before, after }): Violation => ({ wrong: 'store-off', what: `${store} was owed ¥${before}, was paid ¥${sum(byStore.get(store))} and is owed ¥${after}` })),
  ]
}

function ofMessages({ payments, intentions, receipts }: Facts): Violation[] {
  const violations: Violation[] = []
  const intended = Map.groupBy(intentions, ({ paymentId }) => paymentId)
  const received = Map.groupBy(receipts, ({ customer, amount }) => wishOf(customer, amount))
  for (const { id, number, customer, amount } of payments) {
    const name = `payment ${number} (${wishOf(customer, amount)})`
    const intentionCount = intended.get(id)?.filter((one) => one.customer === customer).length ?? 0
    if (intentionCount !== 1) violations.push({ wrong: intentionCount === 0 ? 'intention-missing' : 'intention-twice', what: `${name}: ${intentionCount} messages intended` })
  }
  const known = new Set(payments.map(({ id }) => id))
  for (const [paymentId] of intended) if (!known.has(paymentId)) violations.push({ wrong: 'intention-without-payment', what: `payment ${paymentId} is not there` })

  const paid = Map.groupBy(payments, ({ customer, amount }) => wishOf(customer, amount))
  for (const [wish, made] of paid) {
    const count = received.get(wish)?.length ?? 0
    if (count !== made.length) violations.push({ wrong: count < made.length ? 'receipt-missing' : 'receipt-twice', what: `${wish}: ${made.length} payments, ${count} receipts` })
  }
  for (const [wish] of received) if (!paid.has(wish)) violations.push({ wrong: 'receipt-without-payment', what: `${wish}: a receipt, and no payment` })
  return violations
}

function unique(violations: readonly Violation[]): Violation[] {
  return [...new Map(violations.map((one) => [`${one.wrong} ${one.what}`, one])).values()]
}
