import type pg from 'pg'
import { dayOf, minutesAfter } from '../../server/core/time.ts'
import { idOf, lastDayFor, type Town, type TownPayment } from './town.ts'

const rowsAtOnce = 5_000

/**
 * Writes the money behind the town: one top-up per customer that covers all past payments and the balance that is left,
 * then the payments, each with its two entries and the mark that it was screened. Books balance like living ones.
 */
export async function writePast(owner: pg.Client, town: Town, now: Date, tell: (step: string) => void): Promise<void> {
  const spent = new Map<string, bigint>()
  for (const { customer, amount } of town.payments) spent.set(customer.id, (spent.get(customer.id) ?? 0n) + amount)
  const funded = town.customers.filter((one) => one.registered && one.balance + (spent.get(one.id) ?? 0n) > 0n)
  const longAgo = minutesAfter(now, -24 * 60 * 90)
  for (const some of portions(funded)) {
    await owner.query(topUps, [JSON.stringify(some.map((one) => ({ id: idOf(`top-up:${one.key}`), customer: one.id, amount: (one.balance - smallOf(one) + (spent.get(one.id) ?? 0n)).toString(), small: smallOf(one).toString() }))), longAgo, lastDayFor(now)])
  }
  const left = new Map(funded.map((one) => [one.id, one.balance + (spent.get(one.id) ?? 0n)]))
  let done = 0
  for (const some of portions(town.payments)) {
    await owner.query(payments, [JSON.stringify(some.map((one, at) => payment(one, done + at, now, left))), lastDayFor(now)])
    done += some.length
    tell(`payments ${done} of ${town.payments.length}`)
  }
}

const smallOf = ({ smallStoreBalance = 0n }: Town['customers'][number]): bigint => smallStoreBalance

function* portions<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += rowsAtOnce) yield all.slice(at, at + rowsAtOnce)
}

function payment({ customer, store, amount, minutesAgo }: TownPayment, place: number, now: Date, left: Map<string, bigint>) {
  const balance = (left.get(customer.id) ?? 0n) - amount
  left.set(customer.id, balance)
  const paidAt = minutesAfter(now, -minutesAgo)
  // Past numbers are counted, not drawn: nine digits after the day never meet the six of a living payment.
  const tail = String(place).padStart(9, '0')
  return {
    id: idOf(`payment:${place}:${customer.key}`), number: `${dayOf(paidAt).slice(2).replaceAll('-', '')}${tail}`, customer: customer.id, store: store.id, amount: amount.toString(),
    balance: balance.toString(), paid_at: paidAt.toISOString(), paid_on: dayOf(paidAt), round: 10 + Math.floor(place / 10_000), match: tail.slice(-4),
  }
}

const topUps = `
  WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS g (id uuid, customer uuid, amount bigint, small bigint)),
  made AS (INSERT INTO top_ups (id, customer_id, amount, premium, state, provider, psp_ref, paid_at)
           SELECT id, customer, amount, small, 'paid', 'seed', id::text, $2::timestamptz FROM given)
  INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, kind, expires_on, occurred_at)
  SELECT id, 1, 'top_up'::"JournalCause", 'psp_clearing'::"LedgerKind", NULL, -amount, NULL, NULL, $2::timestamptz FROM given
  UNION ALL SELECT id, 2, 'top_up', 'wallet', customer, amount, 'common'::"VoucherKind", $3::date, $2::timestamptz FROM given
  UNION ALL SELECT id, 3, 'top_up', 'premium_fund', NULL, -small, NULL, NULL, $2::timestamptz FROM given WHERE small > 0
  UNION ALL SELECT id, 4, 'top_up', 'wallet', customer, small, 'small_store', $3::date, $2::timestamptz FROM given WHERE small > 0`

const payments = `
  WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb)
                 AS g (id uuid, number text, customer uuid, store uuid, amount bigint, balance bigint, paid_at timestamptz, paid_on date, round int, match text)),
  made AS (INSERT INTO payments (id, number, customer_id, store_id, amount, mode, balance_after, paid_at, paid_on, match_round, match_number)
           SELECT id, number, customer, store, amount, 'poster', balance, paid_at, paid_on, round, match FROM given),
  keys AS (INSERT INTO payment_keys (customer_id, key, request_hash, state, payment_id, created_at)
           SELECT customer, id::text, 'seed', 'paid', id, paid_at FROM given),
  seen AS (INSERT INTO screenings (payment_id, screened_at) SELECT id, paid_at FROM given)
  INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, kind, expires_on, occurred_at)
  SELECT id, 1, 'payment'::"JournalCause", 'wallet'::"LedgerKind", customer, -amount, 'common'::"VoucherKind", $2::date, paid_at FROM given
  UNION ALL SELECT id, 2, 'payment', 'store_payable', store, amount, NULL, NULL, paid_at FROM given`
