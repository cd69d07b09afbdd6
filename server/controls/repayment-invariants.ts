import type { Invariant } from './invariant.ts'

const plansAddUp: Invariant = {
  name: 'plans-add-up',
  promise: 'The instalments of every plan are as many as agreed and sum up to what was left when two officers agreed on it.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, demand_id, times, total, repaid_before FROM instalment_plans WHERE id > ${after}::uuid ORDER BY id LIMIT 1000),
    seen AS (
      SELECT p.*, d.number, d.principal, i.parts, i.summed, i.upto
      FROM page p JOIN demands d ON d.id = p.demand_id
      CROSS JOIN LATERAL (SELECT count(*) AS parts, coalesce(sum(amount), 0) AS summed, max(upto) AS upto FROM instalments WHERE plan_id = p.id) i)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('plan of ' || number || ' over ' || total || ': ' || parts || ' instalments of ' || summed)
        FILTER (WHERE parts <> times OR summed <> total OR upto <> total OR total + repaid_before <> principal) AS broken
    FROM seen`,
}

const receivableIsWhatIsOwed: Invariant = {
  name: 'receivable-is-what-is-owed',
  promise: 'What the books say that customers owe of their demands is what was demanded less what was repaid or given up.',
  page: (tx) => tx.$queryRaw`
    WITH owed AS (SELECT coalesce(sum(principal - repaid_total - released), 0) AS amount, count(*) AS demands FROM demands),
    booked AS (
      SELECT coalesce(-sum(e.amount), 0) AS amount FROM journal_entries e
      WHERE e.ledger = 'receivable' AND (e.cause IN ('demand', 'repayment', 'withdrawal', 'write_off') OR e.journal_id IN (SELECT id FROM reversals WHERE repayment_id IS NOT NULL AND NOT after_return)))
    SELECT owed.demands AS looked, NULL AS last, CASE WHEN owed.amount <> booked.amount THEN ARRAY['demands say ' || owed.amount || ', books say ' || booked.amount] END AS broken
    FROM owed, booked`,
}

const givenBackOnce: Invariant = {
  name: 'repaid-money-goes-back-once',
  promise: 'What was given back of a demand is exactly what came in for it and was not taken back before, its case found nothing wrong, and the books say the same.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT * FROM repayment_returns WHERE id > ${after}::uuid ORDER BY id LIMIT 1000),
    seen AS (
      SELECT p.id, p.amount, d.number, d.repaid_total, d.customer_id = p.customer_id AND d.case_id = p.case_id AND c.verdict = 'cleared' AS fits,
        (SELECT coalesce(jsonb_object_agg(e.ledger, e.amount), '{}') FROM journal_entries e WHERE e.journal_id = p.id) AS booked
      FROM page p JOIN demands d ON d.id = p.demand_id JOIN fraud_cases c ON c.id = d.case_id)
    SELECT count(*) AS looked, max(id::text) AS last, array_agg('return of ' || amount || ' for ' || number || ': received ' || repaid_total || ', books ' || booked) FILTER (
      WHERE fits IS NOT TRUE OR amount <> repaid_total OR booked <> jsonb_build_object('programme_claim', -amount, 'psp_clearing', amount)) AS broken
    FROM seen`,
}

const closedOwesNothing: Invariant = {
  name: 'closed-cases-owe-nothing',
  promise: 'No case that found nothing wrong is closed while money that its customer repaid is still here.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, number FROM fraud_cases WHERE id > ${after}::uuid AND state = 'closed' AND verdict = 'cleared' ORDER BY id LIMIT 1000)
    SELECT count(*) AS looked, max(p.id::text) AS last, array_agg('case ' || p.number || ' keeps ' || kept.amount) FILTER (WHERE kept.amount > 0) AS broken
    FROM page p CROSS JOIN LATERAL (
      SELECT coalesce(sum(d.repaid_total), 0) AS amount FROM demands d WHERE d.case_id = p.id AND NOT EXISTS (SELECT 1 FROM repayment_returns r WHERE r.demand_id = d.id)) kept`,
}

/** The promises about repayment over time, and about money that goes back. */
export const repaymentInvariants: readonly Invariant[] = [plansAddUp, receivableIsWhatIsOwed, givenBackOnce, closedOwesNothing]
