import type { Invariant } from './invariant.ts'

/** What waits in the inbox is judged within a minute; later than this it is stuck. By the database's own clock. Minutes. */
const judgedWithin = 10

const logHasNoGaps: Invariant = {
  name: 'fraud-log-has-no-gaps',
  promise: 'The log of what was judged has every number from the first to the last, and every payment in it has its screening at that place.',
  page: (tx, after) => tx.$queryRaw`
    WITH bound AS (SELECT coalesce(substring(${after}::text FROM '^[0-9]+$'), '0')::bigint AS seq),
    page AS (SELECT o.seq, o.payment_id FROM observations o, bound b WHERE o.seq > b.seq ORDER BY o.seq LIMIT 5000),
    seen AS (
      SELECT p.*, p.seq - lag(p.seq, 1, (SELECT b.seq FROM bound b)) OVER (ORDER BY p.seq) AS step,
        p.payment_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM screenings s WHERE s.payment_id = p.payment_id AND s.seq = p.seq) AS unproved
      FROM page p)
    SELECT count(*) AS looked, max(seq)::text AS last,
      array_agg('observation ' || seq || CASE WHEN unproved THEN ' of payment ' || payment_id || ' has no screening' ELSE ' follows a gap' END) FILTER (WHERE unproved OR step <> 1) AS broken
    FROM seen`,
}

const screeningsAreInTheLog: Invariant = {
  name: 'screenings-are-in-the-log',
  promise: 'Every screening names the place in the log where its payment was judged (but those from before there was a log).',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT payment_id, seq FROM screenings WHERE payment_id > ${after}::uuid ORDER BY payment_id LIMIT 5000)
    SELECT count(*) AS looked, max(p.payment_id::text) AS last, array_agg('the screening of payment ' || p.payment_id || ' is not in the log') FILTER (WHERE p.seq IS NOT NULL AND o.seq IS NULL) AS broken
    FROM page p LEFT JOIN observations o ON o.seq = p.seq AND o.payment_id = p.payment_id`,
}

const inboxIsJudged: Invariant = {
  name: 'fraud-inbox-is-judged',
  promise: `What happened besides payments is judged within ${judgedWithin} minutes, and nothing was put aside as unreadable.`,
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (
      SELECT id, body ->> 'kind' AS kind, fault, noticed_at FROM observed
      WHERE id > coalesce(substring(${after}::text FROM '^[0-9]+$'), '0')::bigint ORDER BY id LIMIT 5000)
    SELECT count(*) AS looked, max(id)::text AS last, array_agg('row ' || id || ' (' || coalesce(kind, 'nothing') || ') ' || coalesce('was put aside: ' || fault, 'waits'))
      FILTER (WHERE fault IS NOT NULL OR noticed_at < clock_timestamp() - make_interval(mins => ${judgedWithin}::int)) AS broken
    FROM page`,
}

/** The promises about what was judged. */
export const fraudInvariants: readonly Invariant[] = [logHasNoGaps, screeningsAreInTheLog, inboxIsJudged]
