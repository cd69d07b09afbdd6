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
      WHERE e.ledger = 'receivable' AND (e.cause IN ('demand', 'repayment', 'withdrawal', 'write_off') OR e.journal_id IN (SELECT id FROM reversals WHERE repayment_id IS NOT NULL)))
    SELECT owed.demands AS looked, NULL AS last, CASE WHEN owed.amount <> booked.amount THEN ARRAY['demands say ' || owed.amount || ', books say ' || booked.amount] END AS broken
    FROM owed, booked`,
}

/** The promises about repayment over time. */
export const repaymentInvariants: readonly Invariant[] = [plansAddUp, receivableIsWhatIsOwed]
