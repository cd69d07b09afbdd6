-- Milliseconds from the commit of a payment to the commit of its judgement, and to that of an alert which names it. Of
-- payments made since $1.
WITH judged AS (
  SELECT 1000 * extract(epoch FROM pg_xact_commit_timestamp(o.xmin) - pg_xact_commit_timestamp(p.xmin))::float8 AS ms
  FROM payments p JOIN observations o ON o.payment_id = p.id WHERE p.paid_at >= $1),
alerted AS (
  SELECT 1000 * extract(epoch FROM pg_xact_commit_timestamp(a.xmin) - max(pg_xact_commit_timestamp(p.xmin)))::float8 AS ms
  FROM alerts a JOIN payments p ON p.id = ANY (a.payment_ids) WHERE a.raised_at >= $1 GROUP BY a.id, a.xmin)
SELECT (SELECT count(*)::int FROM judged) AS judged, (SELECT count(*)::int FROM alerted) AS alerted,
  (SELECT percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY ms) FROM judged) AS judged_ms,
  (SELECT percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY ms) FROM alerted) AS alerted_ms,
  (SELECT count(*)::int FROM payments p WHERE p.paid_at >= $1 AND NOT EXISTS (SELECT 1 FROM screenings s WHERE s.payment_id = p.id)) AS waiting
