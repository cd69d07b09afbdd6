import { minutesAfter } from '../core/time.ts'
import type { Invariant } from './invariant.ts'

/** Receipts and screening follow a payment within seconds; later than this they are missing. Minutes. */
const followedWithin = 10

const journalsSumToZero: Invariant = {
  name: 'journals-sum-to-zero',
  promise: 'The entries of every journal sum to zero.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT journal_id, sum(amount) AS total FROM journal_entries WHERE journal_id > ${after}::uuid GROUP BY journal_id ORDER BY journal_id LIMIT 5000)
    SELECT count(*) AS looked, max(journal_id::text) AS last, array_agg('journal ' || journal_id || ' sums to ' || total) FILTER (WHERE total <> 0) AS broken FROM page`,
}

const walletsAreTheirEntries: Invariant = {
  name: 'wallets-are-their-entries',
  promise: 'Every balance is the sum of its entries and of its pockets, is what came in less what went out, and is not below zero.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT customer_id, balance FROM wallets WHERE customer_id > ${after}::uuid ORDER BY customer_id LIMIT 500),
    summed AS (
      SELECT p.*,
        (SELECT coalesce(sum(e.amount), 0) FROM journal_entries e WHERE e.owner_id = p.customer_id AND e.ledger = 'wallet') AS entries,
        (SELECT coalesce(sum(k.amount), 0) FROM pockets k WHERE k.customer_id = p.customer_id) AS pockets,
        (SELECT coalesce(sum(t.amount + t.premium), 0) FROM top_ups t WHERE t.customer_id = p.customer_id AND t.state IN ('paid', 'reversed'))
          - (SELECT coalesce(sum(m.amount - m.refunded_total), 0) FROM payments m WHERE m.customer_id = p.customer_id)
          + (SELECT coalesce(sum(e.amount), 0) FROM journal_entries e WHERE e.owner_id = p.customer_id AND e.ledger = 'wallet' AND e.cause IN ('expiry', 'reversal')) AS moved
      FROM page p)
    SELECT count(*) AS looked, max(customer_id::text) AS last,
      array_agg('wallet ' || customer_id || ' holds ' || balance || ', entries say ' || entries || ', pockets say ' || pockets || ', what moved says ' || moved)
        FILTER (WHERE balance < 0 OR balance <> entries OR balance <> pockets OR balance <> moved) AS broken
    FROM summed`,
}

const pocketsAreTheirEntries: Invariant = {
  name: 'pockets-are-their-entries',
  promise: 'Every pocket is the sum of the entries that name it.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT customer_id FROM wallets WHERE customer_id > ${after}::uuid ORDER BY customer_id LIMIT 500),
    booked AS (
      SELECT e.owner_id AS customer_id, e.kind, e.expires_on, sum(e.amount) AS amount
      FROM page p JOIN journal_entries e ON e.owner_id = p.customer_id AND e.ledger = 'wallet' GROUP BY 1, 2, 3),
    held AS (SELECT k.* FROM page p JOIN pockets k USING (customer_id))
    SELECT (SELECT count(*) FROM page) AS looked, (SELECT max(customer_id::text) FROM page) AS last,
      array_agg('pocket ' || kind || ' until ' || expires_on || ' of ' || customer_id || ' holds ' || coalesce(held.amount, 0) || ', entries say ' || coalesce(booked.amount, 0))
        FILTER (WHERE coalesce(held.amount, 0) <> coalesce(booked.amount, 0)) AS broken
    FROM booked FULL JOIN held USING (customer_id, kind, expires_on)`,
}

const storesGetWhatWasPaid: Invariant = {
  name: 'stores-get-what-was-paid',
  promise: 'What a store earned is the sum of the payments made there, less what went back to payers.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, code FROM stores WHERE id > ${after}::uuid ORDER BY id LIMIT 20),
    summed AS (
      SELECT p.*,
        (SELECT coalesce(sum(e.amount), 0) FROM journal_entries e WHERE e.owner_id = p.id AND e.ledger = 'store_payable' AND e.cause <> 'payout') AS owed,
        (SELECT coalesce(sum(m.amount - m.refunded_total), 0) FROM payments m WHERE m.store_id = p.id) AS paid
      FROM page p)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('store ' || code || ' is owed ' || owed || ', payments say ' || paid) FILTER (WHERE owed <> paid) AS broken
    FROM summed`,
}

const paymentsHaveEntriesAndKey: Invariant = {
  name: 'payments-have-entries-and-key',
  promise: 'Every payment has its entries, from its payer to its store, and exactly one key.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, number, customer_id, store_id, amount, small_store_amount FROM payments WHERE id > ${after}::uuid ORDER BY id LIMIT 5000),
    seen AS (
      SELECT p.number, p.id,
        p.amount, b.paid, b.small_store, p.small_store_amount, b.earned, b.others,
        (SELECT count(*) FROM payment_keys k WHERE k.customer_id = p.customer_id AND k.payment_id = p.id AND k.state = 'paid') AS keys
      FROM page p CROSS JOIN LATERAL (
        SELECT coalesce(-sum(e.amount) FILTER (WHERE e.ledger = 'wallet' AND e.owner_id = p.customer_id), 0) AS paid,
          coalesce(-sum(e.amount) FILTER (WHERE e.kind = 'small_store'), 0) AS small_store,
          coalesce(sum(e.amount) FILTER (WHERE e.ledger = 'store_payable' AND e.owner_id = p.store_id), 0) AS earned,
          count(*) FILTER (WHERE e.cause <> 'payment' OR NOT (e.ledger, e.owner_id) IN (('wallet', p.customer_id), ('store_payable', p.store_id))) AS others
        FROM journal_entries e WHERE e.journal_id = p.id) b)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('payment ' || number || ' of ' || amount || ': entries say paid ' || paid || ', earned ' || earned || ', ' || others || ' other entries, and ' || keys || ' keys')
        FILTER (WHERE paid <> amount OR earned <> amount OR small_store <> small_store_amount OR others <> 0 OR keys <> 1) AS broken
    FROM seen`,
}

const topUpsHaveEntries: Invariant = {
  name: 'top-ups-have-entries',
  promise: 'Every top-up is on the books: what came in and the premium went to the wallet.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, customer_id, amount, premium, provider, psp_ref FROM top_ups WHERE id > ${after}::uuid AND state IN ('paid', 'reversed') ORDER BY id LIMIT 5000),
    seen AS (
      SELECT p.*,
        (SELECT coalesce(sum(e.amount), 0) FROM journal_entries e WHERE e.journal_id = p.id AND e.ledger = 'wallet' AND e.owner_id = p.customer_id) AS credited,
        (SELECT coalesce(sum(e.amount), 0) FROM journal_entries e WHERE e.journal_id = p.id AND e.ledger = 'psp_clearing') AS cleared
      FROM page p)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('top-up ' || id || ' credited ' || credited || ', cleared ' || cleared) FILTER (WHERE credited <> amount + premium OR cleared <> -amount) AS broken
    FROM seen`,
}

const repaidIsDemanded: Invariant = {
  name: 'repaid-is-demanded',
  promise: 'What is repaid of a demand is what came in less what was taken back, what is released was withdrawn, written off or taken back when nobody waited for it, and the books say both; a case is repaid or closed only when nothing is left.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT d.*, c.state AS case_state, c.closed_at FROM demands d JOIN fraud_cases c ON c.id = d.case_id WHERE d.id > ${after}::uuid ORDER BY d.id LIMIT 500),
    seen AS (
      SELECT p.*,
        (SELECT coalesce(sum(r.amount), 0) FROM repayments r WHERE r.demand_id = p.id)
          - (SELECT coalesce(sum(b.amount), 0) FROM reversals b JOIN repayments r ON r.id = b.repayment_id WHERE r.demand_id = p.id AND NOT b.after_return) AS received,
        (SELECT coalesce(sum(w.amount), 0) FROM demand_withdrawals w WHERE w.demand_id = p.id) + (SELECT coalesce(sum(w.amount), 0) FROM write_offs w WHERE w.demand_id = p.id)
          + (SELECT coalesce(sum(b.amount), 0) FROM reversals b JOIN repayments r ON r.id = b.repayment_id WHERE r.demand_id = p.id AND b.claimed = 0) AS given_up,
        (SELECT coalesce(sum(e.amount), 0) FROM journal_entries e
         WHERE e.ledger = 'receivable' AND (e.journal_id = p.id OR e.journal_id IN (
           SELECT r.id FROM repayments r WHERE r.demand_id = p.id
           UNION ALL SELECT w.id FROM demand_withdrawals w WHERE w.demand_id = p.id UNION ALL SELECT w.id FROM write_offs w WHERE w.demand_id = p.id)
           OR e.journal_id IN (SELECT b.id FROM reversals b JOIN repayments r ON r.id = b.repayment_id WHERE r.demand_id = p.id AND NOT b.after_return))) AS booked,
        (SELECT max(b.reversed_at) FROM reversals b JOIN repayments r ON r.id = b.repayment_id WHERE r.demand_id = p.id) AS taken_back_at
      FROM page p)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('demand ' || number || ' of ' || principal || ': repaid ' || repaid_total || ', received ' || received || ', released ' || released || ', given up ' || given_up || ', books ' || booked || ', case ' || case_state)
        FILTER (WHERE repaid_total <> received OR released <> given_up OR booked <> repaid_total + released - principal OR (case_state IN ('repaid', 'written_off', 'closed') AND repaid_total + released <> principal AND NOT (case_state = 'closed' AND coalesce(taken_back_at >= closed_at, false)))) AS broken
    FROM seen`,
}

const nobodyPaysWhileStopped: Invariant = {
  name: 'nobody-pays-while-stopped',
  promise: 'No payment is younger than a freeze of its payer that was still open. (A minute is left for payments that were being committed.)',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, customer_id, started_at, ended_at FROM freezes WHERE id > ${after}::uuid ORDER BY id LIMIT 500),
    paid AS (
      SELECT m.number FROM page f JOIN payments m ON m.customer_id = f.customer_id
        AND m.paid_at > f.started_at + interval '1 minute' AND m.paid_at < coalesce(f.ended_at, 'infinity'))
    SELECT count(*) AS looked, max(id::text) AS last, (SELECT array_agg('payment ' || number) FROM paid) AS broken FROM page`,
}

const paymentsAreScreened: Invariant = {
  name: 'payments-are-screened',
  promise: `Every payment older than ${followedWithin} minutes was screened, once.`,
  page: (tx, after, now) => tx.$queryRaw`
    WITH page AS (SELECT id, number FROM payments WHERE id > ${after}::uuid AND paid_at < ${minutesAfter(now, -followedWithin)} ORDER BY id LIMIT 5000)
    SELECT count(*) AS looked, max(p.id::text) AS last, array_agg('payment ' || p.number || ' was not screened') FILTER (WHERE s.payment_id IS NULL) AS broken
    FROM page p LEFT JOIN screenings s ON s.payment_id = p.id`,
}

const receiptsAreToldOnce: Invariant = {
  name: 'receipts-are-told',
  promise: `Every payment of the last day that is older than ${followedWithin} minutes has the message to its payer.`,
  page: (tx, after, now) => tx.$queryRaw`
    WITH page AS (
      SELECT id, number FROM payments
      WHERE id > ${after}::uuid AND paid_at BETWEEN ${minutesAfter(now, -24 * 60)} AND ${minutesAfter(now, -followedWithin)} ORDER BY id LIMIT 5000)
    SELECT count(*) AS looked, max(p.id::text) AS last, array_agg('payment ' || p.number || ' was not told to its payer') FILTER (WHERE m.id IS NULL) AS broken
    FROM page p LEFT JOIN line_messages m ON m.fact = 'receipt:' || p.id || ':customer'`,
}

const oneMessageAFact: Invariant = {
  name: 'one-message-a-fact',
  promise: 'Nobody is told the same fact twice.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT fact, count(*) AS times FROM line_messages WHERE fact > ${after} GROUP BY fact ORDER BY fact LIMIT 5000)
    SELECT count(*) AS looked, max(fact) AS last, array_agg(fact || ' is told ' || times || ' times') FILTER (WHERE times > 1) AS broken FROM page`,
}

/** The promises about money and what follows from it. */
export const moneyInvariants: readonly Invariant[] = [
  journalsSumToZero, walletsAreTheirEntries, pocketsAreTheirEntries, storesGetWhatWasPaid, paymentsHaveEntriesAndKey, topUpsHaveEntries,
  repaidIsDemanded, nobodyPaysWhileStopped, paymentsAreScreened, receiptsAreToldOnce, oneMessageAFact,
]
