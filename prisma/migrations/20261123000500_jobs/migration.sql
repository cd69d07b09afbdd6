-- A job row is written in the transaction of the fact it follows from, by any audience, without any of them seeing the
-- queue. The row is what pg-boss 12.38 itself would insert (a test compares the two).
CREATE FUNCTION enqueue_job(p_name text, p_payload jsonb, p_singleton text DEFAULT NULL, p_delay_seconds int DEFAULT 0) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pgboss, pg_temp AS $$
DECLARE made uuid;
BEGIN
  INSERT INTO pgboss.job (id, name, data, priority, start_after, created_on, singleton_key, expire_seconds, deletion_seconds, keep_until,
                          retry_limit, retry_delay, retry_backoff, retry_delay_max, policy, dead_letter, heartbeat_seconds,
                          blocked, blocking, pending_dependencies)
  SELECT uuidv7(), q.name, p_payload, 0, now() + make_interval(secs => p_delay_seconds), now(), p_singleton, q.expire_seconds, q.deletion_seconds,
         now() + make_interval(secs => p_delay_seconds) + make_interval(secs => q.retention_seconds),
         q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.dead_letter, q.heartbeat_seconds, false, false, 0
  FROM pgboss.queue q WHERE q.name = p_name
  ON CONFLICT DO NOTHING
  RETURNING id INTO made;
  IF made IS NULL AND p_singleton IS NULL THEN RAISE EXCEPTION 'no queue %', p_name USING ERRCODE = 'undefined_object'; END IF;
  IF p_delay_seconds = 0 THEN PERFORM pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), p_name); END IF;
  RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION enqueue_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job TO mimamori_customer, mimamori_store, mimamori_office, mimamori_job, mimamori_door, mimamori_money;
ALTER FUNCTION enqueue_job OWNER TO mimamori_queue;
