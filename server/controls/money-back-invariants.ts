import type { Invariant } from './invariant.ts'

const neverMoreBackThanPaid: Invariant = {
  name: 'never-more-back-than-paid',
  promise: 'What went back of a payment is the sum of its void and refunds, never more than was paid, and its state says so.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, number, amount, refunded_total, state FROM payments WHERE id > ${after}::uuid ORDER BY id LIMIT 5000),
    seen AS (
      SELECT p.*, coalesce(b.back, 0) AS back, coalesce(b.voids, 0) AS voids, coalesce(b.refunds, 0) AS refunds
      FROM page p LEFT JOIN LATERAL (
        SELECT sum(r.amount) AS back, count(*) FILTER (WHERE r.kind = 'void') AS voids, count(*) FILTER (WHERE r.kind = 'refund') AS refunds
        FROM refunds r WHERE r.payment_id = p.id) b ON true)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('payment ' || number || ' of ' || amount || ' is ' || state || ', says ' || refunded_total || ' went back, refunds say ' || back)
        FILTER (WHERE back <> refunded_total OR back > amount OR (voids > 0 AND (voids > 1 OR refunds > 0)) OR (state = 'voided') <> (voids = 1)) AS broken
    FROM seen`,
}

const refundsAreReversals: Invariant = {
  name: 'refunds-are-reversals',
  promise: 'Every void and refund has one journal, from the store back to the pockets of the payment, and each pocket got at most what it had given.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, payment_id, customer_id, store_id, amount, kind FROM refunds WHERE id > ${after}::uuid ORDER BY id LIMIT 2000),
    seen AS (
      SELECT r.*, b.credited, b.taken, b.others,
        EXISTS (SELECT 1 FROM journal_entries e
                WHERE e.ledger = 'wallet' AND (e.journal_id = r.payment_id OR e.journal_id IN (SELECT o.id FROM refunds o WHERE o.payment_id = r.payment_id))
                GROUP BY e.kind, e.expires_on HAVING sum(e.amount) > 0) AS overfilled
      FROM page r CROSS JOIN LATERAL (
        SELECT coalesce(sum(e.amount) FILTER (WHERE e.ledger = 'wallet' AND e.owner_id = r.customer_id), 0) AS credited,
          coalesce(-sum(e.amount) FILTER (WHERE e.ledger = 'store_payable' AND e.owner_id = r.store_id), 0) AS taken,
          count(*) FILTER (WHERE e.cause::text <> r.kind::text OR NOT (e.ledger, e.owner_id) IN (('wallet', r.customer_id), ('store_payable', r.store_id))) AS others
        FROM journal_entries e WHERE e.journal_id = r.id) b)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg(kind || ' ' || id || ' of ' || amount || ': entries say credited ' || credited || ', taken ' || taken || ', ' || others || ' other entries'
                || CASE WHEN overfilled THEN ', a pocket got more than it gave' ELSE '' END)
        FILTER (WHERE credited <> amount OR taken <> amount OR others <> 0 OR overfilled) AS broken
    FROM seen`,
}

const refundsWereAgreedOn: Invariant = {
  name: 'refunds-were-agreed-on',
  promise: 'Every refund carries out a proposal that two officers agreed on, for this payment and this amount.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, payment_id, amount, proposed_by, approved_by, approval_id FROM refunds WHERE id > ${after}::uuid AND kind = 'refund' ORDER BY id LIMIT 5000)
    SELECT count(*) AS looked, max(r.id::text) AS last, array_agg('refund ' || r.id || ' was not agreed on') FILTER (WHERE a.id IS NULL) AS broken
    FROM page r LEFT JOIN approvals a ON a.id = r.approval_id AND a.kind = 'refund' AND a.state = 'approved' AND a.subject = 'payment:' || r.payment_id
      AND (a.asked ->> 'amount')::bigint = r.amount AND a.proposed_by = r.proposed_by AND a.decided_by = r.approved_by AND r.proposed_by <> r.approved_by`,
}

/** The promises about money that goes back to payers. */
export const moneyBackInvariants: readonly Invariant[] = [neverMoreBackThanPaid, refundsAreReversals, refundsWereAgreedOn]
