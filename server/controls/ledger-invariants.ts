import type { Invariant } from './invariant.ts'

const daysAreTheirEntries: Invariant = {
  name: 'days-are-their-entries',
  promise: 'The kept sums of every past day are still the sums of its entries: balances of any day come out the same for ever.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT d.*, d.day::timestamp AT TIME ZONE 'Asia/Tokyo' AS begins FROM ledger_days d
                  WHERE d.day::text > ${after} ORDER BY d.day LIMIT 30),
    read AS (
      SELECT p.day, p.entries, p.sums,
        (SELECT count(*) FROM journal_entries e WHERE e.occurred_at >= p.begins AND e.occurred_at < p.begins + interval '1 day') AS counted,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('ledger', s.ledger, 'kind', s.kind, 'amount', s.amount::text) ORDER BY s.ledger, s.kind), '[]')
         FROM (SELECT e.ledger, e.kind, sum(e.amount) AS amount FROM journal_entries e
               WHERE e.occurred_at >= p.begins AND e.occurred_at < p.begins + interval '1 day' GROUP BY e.ledger, e.kind) s) AS summed
      FROM page p)
    SELECT count(*) AS looked, max(day)::text AS last,
      array_agg('day ' || day || ' was kept with ' || entries || ' entries, now it has ' || counted) FILTER (WHERE entries <> counted OR sums <> summed) AS broken
    FROM read`,
}

const moneyIsConserved: Invariant = {
  name: 'money-is-conserved',
  promise: 'What all ledgers hold sums to zero: no yen has come from nowhere, and none is lost.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT day, sums FROM ledger_days WHERE day::text > ${after} ORDER BY day LIMIT 400),
    summed AS (SELECT p.day, (SELECT coalesce(sum((s ->> 'amount')::bigint), 0) FROM jsonb_array_elements(p.sums) s) AS total FROM page p)
    SELECT count(*) AS looked, max(day)::text AS last, array_agg('day ' || day || ' moved ' || total || ' from nowhere') FILTER (WHERE total <> 0) AS broken FROM summed`,
}

/** The promises about days that are over. */
export const ledgerInvariants: readonly Invariant[] = [daysAreTheirEntries, moneyIsConserved]
