import type { Invariant } from './invariant.ts'

const storeDaysAreTheirEntries: Invariant = {
  name: 'store-days-are-their-entries',
  promise: 'What is known of a store’s day is the sum of its entries, for every day before the one that is being folded.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, code FROM stores WHERE id > ${after}::uuid ORDER BY id LIMIT 20),
    folded AS (
      SELECT ((max(m.marked_at) FILTER (WHERE m.xid_next <= newest.xid_oldest) - interval '5 minutes') AT TIME ZONE 'Asia/Tokyo')::date AS day
      FROM fold_marks m, (SELECT xid_oldest FROM fold_marks ORDER BY xid_next DESC LIMIT 1) newest),
    booked AS (
      SELECT p.id AS store_id, (e.occurred_at AT TIME ZONE 'Asia/Tokyo')::date AS day, count(*) FILTER (WHERE e.cause = 'payment') AS payments, sum(e.amount) AS earned
      FROM page p JOIN journal_entries e ON e.owner_id = p.id AND e.ledger = 'store_payable' AND e.cause <> 'payout'
      WHERE (e.occurred_at AT TIME ZONE 'Asia/Tokyo')::date < (SELECT day FROM folded) GROUP BY 1, 2),
    known AS (SELECT d.* FROM page p JOIN store_days d ON d.store_id = p.id WHERE d.day < (SELECT day FROM folded)),
    compared AS (
      SELECT coalesce(b.store_id, k.store_id) AS store_id, coalesce(b.day, k.day) AS day, coalesce(b.payments, 0) AS payments, coalesce(b.earned, 0) AS earned,
        coalesce(k.payment_count, 0) AS known_payments, coalesce(k.gross - k.voided - k.refunded, 0) AS known_earned
      FROM booked b FULL JOIN known k ON k.store_id = b.store_id AND k.day = b.day)
    SELECT (SELECT count(*) FROM page) AS looked, (SELECT max(id::text) FROM page) AS last,
      array_agg('store ' || p.code || ' on ' || c.day || ' earned ' || c.earned || ' by ' || c.payments || ' payments, known are ' || c.known_earned || ' by ' || c.known_payments)
        FILTER (WHERE c.earned <> c.known_earned OR c.payments <> c.known_payments) AS broken
    FROM compared c JOIN page p ON p.id = c.store_id`,
}

const settlementsAreTheirEntries: Invariant = {
  name: 'settlements-are-their-entries',
  promise: 'A settlement is the sum of the entries it names and of its days; every one of them is the store’s and from before the period’s end.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT * FROM settlements WHERE id > ${after}::uuid ORDER BY id LIMIT 100),
    seen AS (
      SELECT p.id, p.number, p.due - p.carried_in AS earned, p.payment_count, d.earned AS days, d.payments AS day_payments, l.earned AS lines, l.payments AS line_payments, l.strange
      FROM page p
      CROSS JOIN LATERAL (SELECT sum(x.gross - x.voided - x.refunded) AS earned, sum(x.payment_count) AS payments FROM settlement_days x WHERE x.settlement_id = p.id) d
      CROSS JOIN LATERAL (
        SELECT sum(x.amount) AS earned, count(*) FILTER (WHERE x.cause = 'payment') AS payments,
          count(*) FILTER (WHERE e.journal_id IS NULL OR e.owner_id <> p.store_id OR e.ledger <> 'store_payable' OR e.amount <> x.amount OR e.cause <> x.cause
                           OR (e.occurred_at AT TIME ZONE 'Asia/Tokyo')::date > p.period_to) AS strange
        FROM settlement_lines x LEFT JOIN journal_entries e ON e.journal_id = x.journal_id AND e.seq = x.seq WHERE x.settlement_id = p.id) l)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('settlement ' || number || ' of ' || earned || ': entries say ' || lines || ', days say ' || days || ', ' || strange || ' entries are not its own')
        FILTER (WHERE (earned, payment_count, 0) IS DISTINCT FROM (lines, line_payments, strange) OR (earned, payment_count) IS DISTINCT FROM (days, day_payments)) AS broken
    FROM seen`,
}

const paymentsAreSettledOnce: Invariant = {
  name: 'payments-are-settled-once',
  promise: 'No payment, void or refund is part of two settlements.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (
      SELECT journal_id, count(DISTINCT settlement_id) AS settlements FROM settlement_lines WHERE journal_id > ${after}::uuid GROUP BY journal_id ORDER BY journal_id LIMIT 5000)
    SELECT count(*) AS looked, max(journal_id::text) AS last, array_agg('journal ' || journal_id || ' is in ' || settlements || ' settlements') FILTER (WHERE settlements > 1) AS broken FROM page`,
}

const payoutsAreBookedOnce: Invariant = {
  name: 'payouts-are-booked-once',
  promise: 'A settlement left the books exactly once when its payout was released, and not at all before; the payout transferred what its settlements say.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT * FROM settlements WHERE id > ${after}::uuid ORDER BY id LIMIT 500),
    seen AS (
      SELECT p.id, p.number, coalesce(o.state = 'released', false) AS released, p.due, p.payable, b.taken, b.sent, b.entries,
        o.id IS NULL OR o.state = 'superseded' OR EXISTS (
          SELECT 1 FROM payout_lines l WHERE l.payout_id = o.id AND l.store_id = p.store_id
            AND l.amount = (SELECT sum(s.payable) FROM payout_settlements x JOIN settlements s ON s.id = x.settlement_id WHERE x.payout_id = o.id AND x.store_id = p.store_id)) AS transferred
      FROM page p LEFT JOIN payout_settlements t ON t.settlement_id = p.id LEFT JOIN payouts o ON o.id = t.payout_id
      CROSS JOIN LATERAL (
        SELECT coalesce(-sum(e.amount) FILTER (WHERE e.ledger = 'store_payable' AND e.owner_id = p.store_id), 0) AS taken,
          coalesce(sum(e.amount) FILTER (WHERE e.ledger = 'bank'), 0) AS sent, count(*) FILTER (WHERE e.ledger = 'store_payable') AS entries
        FROM journal_entries e WHERE e.journal_id = p.id) b)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('settlement ' || number || CASE WHEN released THEN ' is released: ' ELSE ' is not released: ' END || taken || ' of ' || due || ' left the books, ' || sent || ' of ' || payable || ' went to the bank')
        FILTER (WHERE (taken, sent, entries) IS DISTINCT FROM (CASE WHEN released THEN due ELSE 0 END, CASE WHEN released THEN payable ELSE 0 END, CASE WHEN released THEN 1 ELSE 0 END)
                OR NOT transferred) AS broken
    FROM seen`,
}

const owedIsUnsettledAndUnpaid: Invariant = {
  name: 'owed-is-unsettled-and-unpaid',
  promise: 'What the books owe a store is what no settlement has yet, what is settled and not paid, and what the last settlement carried over.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, code FROM stores WHERE id > ${after}::uuid ORDER BY id LIMIT 20),
    seen AS (
      SELECT p.id, p.code,
        (SELECT coalesce(sum(e.amount), 0) FROM journal_entries e WHERE e.owner_id = p.id AND e.ledger = 'store_payable') AS owed,
        (SELECT coalesce(sum(e.amount), 0) FROM journal_entries e WHERE e.owner_id = p.id AND e.ledger = 'store_payable' AND e.cause <> 'payout'
           AND NOT EXISTS (SELECT 1 FROM settlement_lines l WHERE l.journal_id = e.journal_id AND l.seq = e.seq)) AS unsettled,
        (SELECT coalesce(sum(s.due), 0) FROM settlements s WHERE s.store_id = p.id AND s.due > 0
           AND NOT EXISTS (SELECT 1 FROM payout_settlements t JOIN payouts o ON o.id = t.payout_id AND o.state = 'released' WHERE t.settlement_id = s.id)) AS unpaid,
        coalesce((SELECT s.carried_out FROM settlements s WHERE s.store_id = p.id ORDER BY s.period_to DESC LIMIT 1), 0) AS carried
      FROM page p)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('store ' || code || ' is owed ' || owed || ': unsettled ' || unsettled || ', unpaid ' || unpaid || ', carried over ' || carried)
        FILTER (WHERE owed <> unsettled + unpaid + carried) AS broken
    FROM seen`,
}

/** The promises about stores' money. */
export const settlementInvariants: readonly Invariant[] = [
  storeDaysAreTheirEntries, settlementsAreTheirEntries, paymentsAreSettledOnce, payoutsAreBookedOnce, owedIsUnsettledAndUnpaid,
]
