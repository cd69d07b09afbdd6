-- What the fraud engine sees and remembers of living payments: the facts that its rules need, an inbox of what happened
-- besides payments, the log of what was judged in the order of judging, and the dossiers that it is judged by.

-- Where a payment came from. Null where nobody knows: a proxy, an older payment, no till.
ALTER TABLE "sessions" ADD COLUMN "ip" TEXT;
ALTER TABLE "payments" ADD COLUMN "ip" TEXT, ADD COLUMN "terminal_id" UUID;
ALTER TABLE "payment_requests" ADD COLUMN "terminal_id" UUID;
ALTER TABLE "pay_codes" ADD COLUMN "ip" TEXT;
GRANT INSERT (terminal_id) ON payment_requests TO mimamori_store;

DROP FUNCTION accept_payments;
DROP FUNCTION issue_pay_code;
DROP FUNCTION present_pay_code;
DROP TYPE asked_payment;

-- The till as it was (20261125000210), with the address of the payer and the terminal of the till carried along.
-- A payment on its way through accept_payments.
CREATE TYPE asked_payment AS (
  place int, payment_id uuid, customer_id uuid, device_id uuid, key text, hash text, store_id uuid, size "StoreSize", amount bigint,
  mode "PaymentMode", request_id uuid, code_id uuid, staff_id uuid, ip text, terminal_id uuid,
  -- Why it cannot be, and the figures of that sentence.
  reason text, figures jsonb,
  -- The locked wallet: where its row lies, and what was spent today. Null for what will not be paid.
  wallet tid, standing "Standing", spent bigint,
  pockets usable_pocket[], balance_after bigint);

-- Accepts payments that arrived together, one row of the arrays each. The payer is whom the session names or, when a store
-- read a one-time code, whom the code belongs to. The store and amount are the asked ones or the payment request's.
-- Per payment: the key is claimed, or its first answer repeated; the wallet is locked (freezing updates the same row, so a
-- freeze and a payment cannot cross); the earliest expiring pockets that the store may take are debited; payment, entries
-- and key are written. One payment's refusal never touches its neighbours, and all take each step together, which costs
-- a fraction of one after the other.
-- At most one payment per customer, and one per request, in a call: a second one is answered `held-back` and nothing of it
-- is written. Payers are taken in the order of their ids, so that two calls do not wait for each other in a circle.
-- Returns one row per payment: outcome `paid` with the payment, or a refusal reason with the figures of its sentence.
CREATE FUNCTION accept_payments(
  p_session bytea[], p_key text[], p_hash text[], p_store_number text[], p_poster int[], p_amount bigint[], p_mode text[],
  p_request bytea[], p_code bytea[], p_staff uuid[], p_ip text[], p_terminal uuid[], p_now timestamptz, p_payment_max bigint, p_day_max bigint)
RETURNS TABLE (place int, outcome text, replayed boolean, facts jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- One plan for every call (planning anew costs as much as the call itself), and one that reaches every row through an
-- index: plans are kept, and one that was made while a table was small would read all of it when it is large. For the
-- same reason rows are looked up by LATERAL with LIMIT 1, and written where they were found (ctid, of rows that are
-- locked), both of which the planner cannot turn around.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  today date := (p_now AT TIME ZONE 'Asia/Tokyo')::date;
  stopped "ProgrammeFunction"[];
  asked asked_payment[];
  claimed uuid[];
  paying asked_payment[];
  unnumbered asked_payment[];
  numbered uuid[];
  attempt int := 0;
  one asked_payment;
  written int;
BEGIN
  SELECT coalesce(array_agg(f.function), '{}') INTO stopped FROM function_stops f;

  -- Who asks, for which store, and whether anything but the wallet speaks against it.
  SELECT array_agg(ROW(a.place, uuidv7(), a.customer_id, a.device_id, a.key, a.hash, st.id, st.size, a.amount, a.mode,
      a.request_id, a.code_id, a.staff_id, a.ip, a.terminal_id,
      CASE WHEN a.code IS NOT NULL AND a.code_id IS NULL THEN 'code-not-accepted'
           WHEN a.code IS NULL AND a.actor_kind IS NULL THEN 'not-signed-in'
           WHEN a.actor_kind = 'visitor' THEN 'not-registered'
           WHEN a.customer_id IS NULL THEN 'not-your-role'
           WHEN a.nth > 1 OR (a.request_id IS NOT NULL AND a.nth_of_request > 1) THEN 'held-back'
           WHEN 'pay' = ANY (stopped) OR (a.mode = 'code' AND 'code_pay' = ANY (stopped)) THEN 'programme-stopped'
           WHEN a.request IS NOT NULL AND a.request_id IS NULL THEN 'request-expired'
           WHEN st.id IS NULL THEN 'store-not-found'
           WHEN a.poster <> st.poster_version THEN 'poster-not-valid'
           WHEN st.acceptance <> 'open' THEN 'store-not-accepting'
           WHEN EXISTS (SELECT 1 FROM staff x JOIN staff_stores y ON y.staff_id = x.id
                        WHERE x.line_user_id = a.line_user_id AND x.employment = 'active' AND y.store_id = st.id) THEN 'own-store'
           WHEN a.amount > p_payment_max THEN 'payment-limit' END,
      CASE WHEN a.amount > p_payment_max THEN jsonb_build_object('limit', p_payment_max::text) ELSE '{}' END,
      NULL, NULL, NULL, NULL, NULL)::asked_payment ORDER BY a.customer_id)
  INTO asked
  FROM (
    SELECT t.place, t.key, t.hash, t.request, t.code, t.poster,
           CASE WHEN r.id IS NULL THEN t.store_number END AS store_number, r.store_id AS store_of_request,
           coalesce(r.amount, t.amount) AS amount, (CASE WHEN r.code_id IS NOT NULL THEN 'code' ELSE t.mode END)::"PaymentMode" AS mode,
           coalesce(s.actor_kind, CASE WHEN c.id IS NOT NULL THEN 'customer'::"ActorKind" END) AS actor_kind,
           CASE s.actor_kind WHEN 'customer' THEN s.actor_id ELSE c.customer_id END AS customer_id,
           coalesce(s.device_id, c.device_id) AS device_id, coalesce(s.line_user_id, c.line_user_id) AS line_user_id,
           r.id AS request_id, coalesce(c.id, r.code_id) AS code_id, coalesce(r.staff_id, t.staff) AS staff_id,
           -- Where the payer is: of a shown code, where it was issued. The terminal is the till's.
           coalesce(c.ip, t.ip) AS ip, coalesce(r.terminal_id, t.terminal) AS terminal_id,
           row_number() OVER (PARTITION BY coalesce(s.actor_id, c.customer_id) ORDER BY t.place) AS nth,
           row_number() OVER (PARTITION BY r.id ORDER BY t.place) AS nth_of_request
    FROM unnest(p_session, p_key, p_hash, p_store_number, p_poster, p_amount, p_mode, p_request, p_code, p_staff, p_ip, p_terminal)
         WITH ORDINALITY AS t (session, key, hash, store_number, poster, amount, mode, request, code, staff, ip, terminal, place)
    LEFT JOIN LATERAL (SELECT x.actor_kind, x.actor_id, x.device_id, x.line_user_id FROM sessions x
      WHERE x.hash = t.session AND x.revoked_at IS NULL AND p_now < x.idle_until AND p_now < x.absolute_until LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT x.id, x.customer_id, x.device_id, x.ip, y.line_user_id FROM pay_codes x JOIN customers y ON y.id = x.customer_id
      WHERE x.code_hash = t.code LIMIT 1) c ON true
    LEFT JOIN LATERAL (SELECT x.id, x.store_id, x.staff_id, x.terminal_id, x.amount, x.code_id FROM payment_requests x WHERE x.token_hash = t.request LIMIT 1) r ON true) a
  LEFT JOIN LATERAL (
    (SELECT x.id, x.size, x.poster_version, x.acceptance FROM stores x WHERE x.number = a.store_number LIMIT 1)
    UNION ALL
    (SELECT x.id, x.size, x.poster_version, x.acceptance FROM stores x WHERE x.id = a.store_of_request LIMIT 1)) st ON true;

  -- The key is claimed by whoever writes it first; a concurrent call with the same key waits here for the first answer.
  WITH made AS (
    INSERT INTO payment_keys (customer_id, key, request_hash, state, payment_id, reason, facts, created_at)
    SELECT a.customer_id, a.key, a.hash, (CASE WHEN a.reason IS NULL THEN 'paid' ELSE 'refused' END)::"PaymentKeyState",
           CASE WHEN a.reason IS NULL THEN a.payment_id END, a.reason, CASE WHEN a.reason IS NOT NULL THEN a.figures END, p_now
    FROM unnest(asked) a WHERE a.customer_id IS NOT NULL AND a.reason IS DISTINCT FROM 'held-back'
    ON CONFLICT DO NOTHING RETURNING customer_id)
  SELECT coalesce(array_agg(customer_id), '{}') INTO claimed FROM made;

  -- The locks, always in the order of the payers: wallets, then requests in the order of their ids.
  SELECT array_agg(ROW(a.place, a.payment_id, a.customer_id, a.device_id, a.key, a.hash, a.store_id, a.size, a.amount, a.mode, a.request_id, a.code_id,
      a.staff_id, a.ip, a.terminal_id, a.reason, a.figures, w.found_at, w.standing, CASE WHEN w.spent_day = today THEN w.spent_on_day ELSE 0 END, NULL, NULL)::asked_payment)
  INTO asked
  FROM unnest(asked) a
  LEFT JOIN LATERAL (SELECT x.ctid AS found_at, x.standing, x.spent_day, x.spent_on_day FROM wallets x
    WHERE a.reason IS NULL AND a.customer_id = ANY (claimed) AND x.customer_id = a.customer_id LIMIT 1 FOR UPDATE) w ON true;
  IF EXISTS (SELECT 1 FROM unnest(asked) a WHERE a.request_id IS NOT NULL) THEN
    PERFORM 1 FROM payment_requests x WHERE x.id = ANY (SELECT a.request_id FROM unnest(asked) a WHERE a.wallet IS NOT NULL) ORDER BY x.id FOR UPDATE;
  END IF;

  -- What each locked wallet says. A new statement, so it sees what was committed while it waited for the locks.
  SELECT array_agg(ROW(a.place, a.payment_id, a.customer_id, a.device_id, a.key, a.hash, a.store_id, a.size, a.amount, a.mode, a.request_id, a.code_id, a.staff_id,
      a.ip, a.terminal_id,
      CASE WHEN a.wallet IS NULL THEN a.reason
           WHEN a.standing IN ('frozen', 'provisionally_frozen') THEN 'payer-frozen'
           WHEN a.standing = 'self_stopped' THEN 'self-stopped'
           WHEN a.standing <> 'active' THEN 'not-registered'
           WHEN r.state = 'paid' THEN 'request-used'
           WHEN r.state <> 'open' OR r.expires_at <= p_now OR r.customer_id <> a.customer_id THEN 'request-expired'
           WHEN a.request_id IS NULL AND c.state IN ('used', 'asked') THEN 'code-used'
           WHEN a.request_id IS NULL AND (c.state <> 'open' OR c.expires_at <= p_now) THEN 'code-expired'
           WHEN a.spent + a.amount > p_day_max THEN 'day-limit'
           WHEN coalesce(k.usable_here, 0) >= a.amount THEN NULL
           WHEN k.usable >= a.amount THEN 'kind-not-here'
           WHEN k.usable IS NULL AND k.last_day < today THEN 'voucher-expired'
           ELSE 'balance-short' END,
      CASE WHEN a.wallet IS NULL THEN a.figures
           ELSE jsonb_build_object('left', greatest(p_day_max - a.spent, 0)::text, 'usable', coalesce(k.usable_here, 0)::text,
                                   'balance', coalesce(k.usable_here, 0)::text, 'day', k.last_day) END,
      a.wallet, a.standing, a.spent, k.parts, k.usable - a.amount)::asked_payment)
  INTO asked
  FROM unnest(asked) a
  LEFT JOIN LATERAL (SELECT x.state, x.expires_at, x.customer_id FROM payment_requests x WHERE x.id = a.request_id LIMIT 1) r ON true
  LEFT JOIN LATERAL (SELECT x.state, x.expires_at FROM pay_codes x WHERE x.id = a.code_id LIMIT 1) c ON true
  LEFT JOIN LATERAL (
    SELECT sum(x.amount) FILTER (WHERE x.open) AS usable, sum(x.amount) FILTER (WHERE x.open AND x.here) AS usable_here, max(x.expires_on) AS last_day,
           array_agg(ROW(x.found_at, x.kind, x.expires_on, x.amount)::usable_pocket ORDER BY x.expires_on, x.kind DESC) FILTER (WHERE x.open AND x.here) AS parts
    FROM (SELECT y.ctid AS found_at, y.kind, y.expires_on, y.amount, y.amount > 0 AND y.expires_on >= today AS open, y.kind = 'common' OR a.size = 'small' AS here
          FROM pockets y WHERE a.wallet IS NOT NULL AND y.customer_id = a.customer_id OFFSET 0) x) k ON true;

  SELECT coalesce(array_agg(a), '{}') INTO paying FROM unnest(asked) a WHERE a.wallet IS NOT NULL AND a.reason IS NULL;

  -- Whose wallet says no learns why, and the key keeps that answer; the figures that its sentence does not need stay here.
  FOREACH one IN ARRAY asked LOOP
    CONTINUE WHEN one.wallet IS NULL OR one.reason IS NULL;
    UPDATE payment_keys k SET state = 'refused', payment_id = NULL, reason = one.reason, facts = CASE one.reason
      WHEN 'voucher-expired' THEN jsonb_build_object('day', one.figures -> 'day')
      WHEN 'day-limit' THEN jsonb_build_object('left', one.figures -> 'left')
      WHEN 'kind-not-here' THEN jsonb_build_object('usable', one.figures -> 'usable')
      WHEN 'balance-short' THEN jsonb_build_object('balance', one.figures -> 'balance') ELSE '{}' END
    WHERE k.customer_id = one.customer_id AND k.key = one.key;
    UPDATE pay_codes c SET refusal = one.reason, facts = (SELECT k.facts FROM payment_keys k WHERE k.customer_id = one.customer_id AND k.key = one.key)
    WHERE c.id = one.code_id AND c.state = 'open';
  END LOOP;

  -- Six random digits after the day; the last four are unique per store and day as long as there are free ones. Rows go in
  -- in the order of their numbers, for the same reason as payers.
  unnumbered := paying;
  WHILE cardinality(unnumbered) > 0 LOOP
    attempt := attempt + 1;
    IF attempt > 64 THEN RAISE EXCEPTION 'no free numbers for % payments', cardinality(unnumbered); END IF;
    WITH made AS (
      INSERT INTO payments (id, number, customer_id, store_id, amount, small_store_amount, mode, balance_after, paid_at, paid_on, match_round, match_number,
                            device_id, staff_id, request_id, ip, terminal_id)
      SELECT n.payment_id, to_char(today, 'YYMMDD') || n.tail, n.customer_id, n.store_id, n.amount,
             -- The pockets for small stores, as far as the earlier expiring ones leave something to pay.
             (SELECT coalesce(sum(least(u.amount, n.amount - u.before)), 0) FROM (
                SELECT k.kind, k.amount, coalesce(sum(k.amount) OVER (ORDER BY k.nth ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
                FROM unnest(n.pockets) WITH ORDINALITY k (place, kind, expires_on, amount, nth)) u
              WHERE u.kind = 'small_store' AND u.before < n.amount),
             n.mode, n.balance_after, p_now, today, (attempt - 1) / 8, right(n.tail, 4), n.device_id, n.staff_id, n.request_id, n.ip, n.terminal_id
      FROM (SELECT u.*, CASE WHEN attempt <= 32 THEN '' ELSE lpad(floor(random() * 1e7)::bigint::text, 7, '0') END
                        || lpad(floor(random() * 1e6)::bigint::text, 6, '0') AS tail FROM unnest(unnumbered) u) n
      ORDER BY n.tail
      ON CONFLICT DO NOTHING RETURNING id)
    SELECT coalesce(array_agg(id), '{}') INTO numbered FROM made;
    EXIT WHEN cardinality(numbered) = cardinality(unnumbered);
    SELECT coalesce(array_agg(u), '{}') INTO unnumbered FROM unnest(unnumbered) u WHERE u.payment_id <> ALL (numbered);
  END LOOP;

  IF cardinality(paying) > 0 THEN
    -- The debit. Every row is locked here since it was read, so that nothing can have moved it; if something did, nothing counts.
    UPDATE wallets w SET balance = w.balance - p.amount, spent_day = today, spent_on_day = p.spent + p.amount FROM unnest(paying) p WHERE w.ctid = p.wallet;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written <> cardinality(paying) THEN RAISE EXCEPTION '% wallets were debited for % payments', written, cardinality(paying); END IF;

    WITH taken AS (
      SELECT p.payment_id, p.customer_id, k.found_at, k.kind, k.expires_on, k.nth, least(k.amount, p.amount - k.before) AS amount
      FROM unnest(paying) p
      CROSS JOIN LATERAL (
        SELECT u.place AS found_at, u.kind, u.expires_on, u.amount, u.nth,
               coalesce(sum(u.amount) OVER (ORDER BY u.nth ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
        FROM unnest(p.pockets) WITH ORDINALITY u (place, kind, expires_on, amount, nth)) k
      WHERE k.before < p.amount),
    debited AS (UPDATE pockets k SET amount = k.amount - t.amount FROM taken t WHERE k.ctid = t.found_at RETURNING 1)
    INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, kind, expires_on, occurred_at)
    SELECT t.payment_id, t.nth, 'payment'::"JournalCause", 'wallet'::"LedgerKind", t.customer_id, -t.amount, t.kind, t.expires_on, p_now FROM taken t
    UNION ALL
    SELECT p.payment_id, cardinality(p.pockets) + 1, 'payment', 'store_payable', p.store_id, p.amount, NULL, NULL, p_now FROM unnest(paying) p
    UNION ALL
    -- Never a row: it stops everything when a pocket was not where it was found.
    SELECT NULL, 0, 'payment', 'wallet', NULL, 0, NULL, NULL, p_now WHERE (SELECT count(*) FROM debited) <> (SELECT count(*) FROM taken);

    UPDATE payment_requests r SET state = 'paid', payment_id = p.payment_id FROM unnest(paying) p WHERE p.request_id IS NOT NULL AND r.id = p.request_id;
    UPDATE pay_codes c SET state = 'used', payment_id = p.payment_id, refusal = NULL, facts = NULL FROM unnest(paying) p WHERE p.code_id IS NOT NULL AND c.id = p.code_id;
    PERFORM enqueue_job('after-payments', jsonb_build_object('paymentIds', (SELECT array_agg(p.payment_id) FROM unnest(paying) p)));
    PERFORM tell_store_feed((SELECT array_agg(p.store_id) FROM unnest(paying) p));
  END IF;

  -- The answer is what the key says, now and at every repetition: the payment as it was, whatever became of it since.
  RETURN QUERY
  SELECT a.place,
    CASE WHEN k.customer_id IS NULL OR a.reason = 'held-back' THEN a.reason WHEN k.state = 'closed' THEN 'key-closed' WHEN k.request_hash <> a.hash THEN 'key-reused'
         WHEN k.state = 'refused' THEN k.reason ELSE 'paid' END,
    k.customer_id IS NOT NULL AND k.customer_id <> ALL (claimed),
    CASE WHEN k.request_hash <> a.hash OR k.customer_id IS NULL THEN '{}'
         WHEN k.state = 'paid' THEN jsonb_build_object('id', p.id, 'number', p.number, 'amount', p.amount::text, 'state', 'paid', 'mode', p.mode,
           'paidAt', to_char(p.paid_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'matchNumber', p.match_number,
           'storeCode', st.number, 'storeName', st.name, 'balanceAfter', p.balance_after::text, 'smallStoreAmount', p.small_store_amount::text)
         ELSE coalesce(k.facts, '{}') END
  FROM unnest(asked) a
  LEFT JOIN LATERAL (SELECT * FROM payment_keys x WHERE x.customer_id = a.customer_id AND x.key = a.key LIMIT 1) k ON true
  LEFT JOIN LATERAL (SELECT * FROM payments x WHERE x.id = k.payment_id LIMIT 1) p ON true
  LEFT JOIN LATERAL (SELECT x.number, x.name FROM stores x WHERE x.id = p.store_id LIMIT 1) st ON true;
END $$;

-- A new one-time code of the customer of this scope; an older one can no longer be used.
CREATE FUNCTION issue_pay_code(p_code_hash bytea, p_device uuid, p_ip text, p_now timestamptz, p_expires_at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made uuid;
BEGIN
  -- Two phones of one person at once: the wallet's row puts them in order.
  PERFORM 1 FROM wallets w WHERE w.customer_id = scope.customer_id() FOR UPDATE;
  UPDATE pay_codes c SET state = 'replaced' WHERE c.customer_id = scope.customer_id() AND c.state = 'open';
  INSERT INTO pay_codes (customer_id, device_id, ip, code_hash, created_at, expires_at)
  VALUES (scope.customer_id(), p_device, p_ip, p_code_hash, p_now, p_expires_at) ON CONFLICT DO NOTHING RETURNING id INTO made;
  RETURN made;
END $$;

-- What a store's terminal learns about a code before it is charged, and nothing else of its owner (see 20261125000210).
CREATE FUNCTION present_pay_code(p_code_hash bytea, p_store uuid, p_terminal uuid, p_amount bigint, p_token bytea, p_sure_below bigint, p_now timestamptz, p_expires_at timestamptz)
RETURNS TABLE (outcome text, request_id uuid, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  c pay_codes;
  r payment_requests;
BEGIN
  IF NOT coalesce(p_store = ANY (scope.store_ids()), false) THEN RAISE EXCEPTION 'not a store of this scope' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO c FROM pay_codes x WHERE x.code_hash = p_code_hash FOR UPDATE;
  IF c.id IS NULL THEN RETURN QUERY SELECT 'code-not-accepted', NULL::uuid, NULL::timestamptz; RETURN; END IF;
  IF c.state = 'asked' THEN
    SELECT * INTO r FROM payment_requests x WHERE x.code_id = c.id;
    RETURN QUERY SELECT CASE WHEN r.store_id = p_store AND r.amount = p_amount AND r.state <> 'cancelled' THEN 'asked' ELSE 'code-used' END, r.id, r.expires_at;
    RETURN;
  END IF;
  -- A used code may be the same sale sent again: its key tells, in the till.
  IF c.state = 'used' THEN RETURN QUERY SELECT 'pay', NULL::uuid, NULL::timestamptz; RETURN; END IF;
  IF c.state <> 'open' OR c.expires_at <= p_now THEN RETURN QUERY SELECT 'code-expired', NULL::uuid, NULL::timestamptz; RETURN; END IF;
  IF p_amount < p_sure_below AND EXISTS (SELECT 1 FROM payments p WHERE p.customer_id = c.customer_id AND p.store_id = p_store) THEN
    RETURN QUERY SELECT 'pay', NULL::uuid, NULL::timestamptz;
    RETURN;
  END IF;
  UPDATE pay_codes x SET state = 'asked' WHERE x.id = c.id;
  INSERT INTO payment_requests (store_id, staff_id, terminal_id, amount, token_hash, created_at, expires_at, customer_id, code_id)
  VALUES (p_store, scope.staff_id(), p_terminal, p_amount, p_token, p_now, p_expires_at, c.customer_id, c.id) RETURNING * INTO r;
  RETURN QUERY SELECT 'asked', r.id, r.expires_at;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('accept_payments', 'issue_pay_code', 'present_pay_code') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO mimamori_money', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION accept_payments TO mimamori_till;
GRANT EXECUTE ON FUNCTION issue_pay_code TO mimamori_customer;
GRANT EXECUTE ON FUNCTION present_pay_code TO mimamori_store;

-- What happened besides payments, written in the commit of the fact itself and taken out when it is judged. `at` is null
-- where the fact has no time of its own: then its age by the database's clock tells.
CREATE TABLE "observed" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3),
    "noticed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "body" JSONB NOT NULL,
    "fault" TEXT,

    CONSTRAINT "observed_pkey" PRIMARY KEY ("id")
);

-- Everything judged, in the order of judging: without gaps, because there is one lane.
CREATE TABLE "observations" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "payment_id" UUID,
    "rulebook" INTEGER NOT NULL,
    "body" JSON NOT NULL,
    "judged" JSON NOT NULL,

    CONSTRAINT "observations_pkey" PRIMARY KEY ("seq")
);
CREATE INDEX "observations_at_idx" ON "observations"("at");
CREATE UNIQUE INDEX payment_judged_once ON observations (payment_id) WHERE payment_id IS NOT NULL;

-- The rules that were asked, with their versions and settings, each time they differ from the last.
CREATE TABLE "rulebooks" (
    "id" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "rules" JSON NOT NULL,

    CONSTRAINT "rulebooks_pkey" PRIMARY KEY ("id")
);

-- What is remembered of each subject. JSON as text: it is read and written whole.
CREATE TABLE "dossiers" (
    "key" TEXT NOT NULL,
    "dossier" JSON NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "dossiers_pkey" PRIMARY KEY ("key")
);
-- Rows are replaced all the time: room beside them, and cleaned before much has gathered.
ALTER TABLE dossiers SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_vacuum_scale_factor = 0.02);

-- One secret word that fingerprints are made with, so that nobody can try out telephone numbers against them elsewhere.
CREATE TABLE "fingerprint_salt" (
    "salt" TEXT NOT NULL,

    CONSTRAINT "fingerprint_salt_pkey" PRIMARY KEY ("salt")
);
INSERT INTO fingerprint_salt VALUES (gen_random_uuid()::text || gen_random_uuid()::text);

-- A screening is the proof that a payment was judged; what was found is in the log. Null: before there was a log.
ALTER TABLE screenings DROP COLUMN results, ADD COLUMN "seq" BIGINT;

DO $$
DECLARE t text;
BEGIN
  BEGIN
    CREATE ROLE mimamori_watch NOLOGIN NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL; -- roles belong to the whole server: another database of it made it already
  END;
  FOREACH t IN ARRAY ARRAY['observed', 'observations', 'rulebooks', 'dossiers', 'fingerprint_salt'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['observed', 'observations', 'rulebooks', 'dossiers'] LOOP
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['observations', 'rulebooks'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
  -- Whoever watches reads these, and writes nothing but the inbox.
  FOREACH t IN ARRAY ARRAY['observed', 'fingerprint_salt', 'customers', 'stores', 'staff', 'staff_stores', 'payments', 'refunds', 'pay_codes'] LOOP
    EXECUTE format('CREATE POLICY watch ON %I TO mimamori_watch USING (current_user = ''mimamori_watch'') WITH CHECK (current_user = ''mimamori_watch'')', t);
    IF t <> 'observed' THEN EXECUTE format('GRANT SELECT ON %I TO mimamori_watch', t); END IF;
  END LOOP;
END $$;
GRANT INSERT ON observed TO mimamori_watch;
GRANT USAGE ON SEQUENCE observed_id_seq TO mimamori_watch;
GRANT USAGE ON SCHEMA public, scope TO mimamori_watch;
GRANT DELETE, UPDATE (fault) ON observed TO mimamori_job;
GRANT INSERT ON observations, rulebooks TO mimamori_job;
GRANT INSERT, UPDATE ON dossiers TO mimamori_job;

-- What can be compared and tells nothing: 「phone」 by its digits, 「line」 as it is. Null stays null.
CREATE FUNCTION fingerprint(p_kind text, p_plain text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT left(encode(sha256(convert_to(s.salt || p_kind || ':' || known.plain, 'UTF8')), 'hex'), 32)
  FROM fingerprint_salt s, (SELECT nullif(CASE p_kind WHEN 'phone' THEN regexp_replace(p_plain, '[^0-9]', '', 'g') ELSE p_plain END, '') AS plain) known
  WHERE known.plain IS NOT NULL
$$;

CREATE FUNCTION milliseconds_of(p_at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT round(extract(epoch FROM p_at) * 1000)::bigint $$;

-- Minutes of the day in 「9:30」; null for anything else.
CREATE FUNCTION minutes_of(p_clock text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_clock ~ '^[0-9]{1,2}:[0-9]{2}$' THEN split_part(p_clock, ':', 1)::int * 60 + split_part(p_clock, ':', 2)::int END
$$;

-- Rows as the engine sees them (server/fraud/observation.ts). A booth or an online shop has no place to travel from.
CREATE FUNCTION store_as_seen(s stores) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('kind', 'store', 'id', s.id, 'code', s.code, 'category', NULL,
    'place', CASE WHEN s.has_fixed_place THEN jsonb_build_object('latitude', s.latitude, 'longitude', s.longitude) END,
    'opens', minutes_of(s.opens_at), 'closes', minutes_of(s.closes_at),
    'night', coalesce(minutes_of(s.closes_at) <= minutes_of(s.opens_at) AND minutes_of(s.closes_at) > 60 OR minutes_of(s.closes_at) >= 1440 AND minutes_of(s.opens_at) = 0, false),
    'mobile', NOT s.has_fixed_place, 'online', false, 'largeTicket', false, 'open', s.acceptance = 'open')
$$;
CREATE FUNCTION staff_as_seen(s staff, p_store uuid, p_here boolean) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('kind', 'staff', 'id', s.id, 'code', s.code, 'storeId', p_store, 'role', s.role, 'line', fingerprint('line', s.line_user_id),
    'phone', fingerprint('phone', s.phone), 'deviceId', NULL, 'active', p_here AND s.employment = 'active')
$$;
CREATE FUNCTION customer_as_seen(c customers) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('kind', 'customer', 'id', c.id, 'phone', fingerprint('phone', c.phone), 'home', NULL, 'line', fingerprint('line', c.line_user_id))
$$;

-- What is on file already.
INSERT INTO observed (at, body) SELECT NULL, store_as_seen(s) FROM stores s ORDER BY s.code;
INSERT INTO observed (at, body) SELECT NULL, staff_as_seen(s, y.store_id, true) FROM staff s JOIN staff_stores y ON y.staff_id = s.id ORDER BY s.code;
INSERT INTO observed (at, body) SELECT c.registered_at, customer_as_seen(c) FROM customers c ORDER BY c.registered_at;

CREATE FUNCTION watch_store() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) VALUES (NULL, store_as_seen(NEW));
  RETURN NULL;
END $$;
CREATE TRIGGER watched_new AFTER INSERT ON stores FOR EACH ROW EXECUTE FUNCTION watch_store();
CREATE TRIGGER watched AFTER UPDATE ON stores FOR EACH ROW
  WHEN ((OLD.code, OLD.latitude, OLD.longitude, OLD.has_fixed_place, OLD.opens_at, OLD.closes_at, OLD.acceptance)
        IS DISTINCT FROM (NEW.code, NEW.latitude, NEW.longitude, NEW.has_fixed_place, NEW.opens_at, NEW.closes_at, NEW.acceptance))
  EXECUTE FUNCTION watch_store();

CREATE FUNCTION watch_staff() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) SELECT NULL, staff_as_seen(NEW, y.store_id, true) FROM staff_stores y WHERE y.staff_id = NEW.id ORDER BY y.store_id;
  RETURN NULL;
END $$;
CREATE TRIGGER watched AFTER UPDATE ON staff FOR EACH ROW
  WHEN ((OLD.code, OLD.phone, OLD.line_user_id, OLD.role, OLD.employment) IS DISTINCT FROM (NEW.code, NEW.phone, NEW.line_user_id, NEW.role, NEW.employment))
  EXECUTE FUNCTION watch_staff();
CREATE FUNCTION watch_staff_store() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) SELECT NULL, staff_as_seen(s, coalesce(NEW.store_id, OLD.store_id), TG_OP = 'INSERT') FROM staff s WHERE s.id = coalesce(NEW.staff_id, OLD.staff_id);
  RETURN NULL;
END $$;
CREATE TRIGGER watched AFTER INSERT OR DELETE ON staff_stores FOR EACH ROW EXECUTE FUNCTION watch_staff_store();

CREATE FUNCTION watch_customer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) VALUES (CASE TG_OP WHEN 'INSERT' THEN NEW.registered_at END, customer_as_seen(NEW));
  RETURN NULL;
END $$;
CREATE TRIGGER watched_new AFTER INSERT ON customers FOR EACH ROW EXECUTE FUNCTION watch_customer();
CREATE TRIGGER watched AFTER UPDATE ON customers FOR EACH ROW
  WHEN ((OLD.phone, OLD.line_user_id) IS DISTINCT FROM (NEW.phone, NEW.line_user_id)) EXECUTE FUNCTION watch_customer();

CREATE FUNCTION watch_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) VALUES (NEW.created_at, jsonb_build_object(
    'kind', 'session', 'customerId', CASE NEW.actor_kind WHEN 'customer' THEN NEW.actor_id END, 'staffId', CASE NEW.actor_kind WHEN 'staff' THEN NEW.actor_id END,
    'storeIds', (SELECT coalesce(jsonb_agg(y.store_id ORDER BY y.store_id), '[]') FROM staff_stores y WHERE NEW.actor_kind = 'staff' AND y.staff_id = NEW.actor_id),
    'deviceId', NEW.device_id, 'ip', NEW.ip, 'place', NULL));
  RETURN NULL;
END $$;
CREATE TRIGGER watched AFTER INSERT ON sessions FOR EACH ROW WHEN (NEW.actor_kind IN ('customer', 'staff')) EXECUTE FUNCTION watch_session();

-- No provider tells a card's fingerprint yet.
CREATE FUNCTION watch_top_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) SELECT NEW.paid_at, jsonb_build_object(
    'kind', 'topUp', 'id', NEW.id, 'customerId', NEW.customer_id, 'phone', fingerprint('phone', c.phone), 'home', NULL, 'amount', NEW.amount, 'premium', NEW.premium, 'card', NULL)
  FROM customers c WHERE c.id = NEW.customer_id;
  RETURN NULL;
END $$;
CREATE TRIGGER watched AFTER INSERT ON top_ups FOR EACH ROW WHEN (NEW.state = 'paid') EXECUTE FUNCTION watch_top_up();

-- What takes a whole payment back, at once or with its last part.
CREATE FUNCTION watch_refund() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) SELECT NEW.returned_at, jsonb_build_object(
    'kind', 'void', 'paymentId', p.id, 'customerId', p.customer_id, 'storeId', p.store_id, 'phone', fingerprint('phone', c.phone), 'home', NULL, 'deviceId', p.device_id,
    'amount', p.amount, 'paidAt', milliseconds_of(p.paid_at), 'staffId', NEW.staff_id)
  FROM payments p JOIN customers c ON c.id = p.customer_id
  WHERE p.id = NEW.payment_id AND (SELECT sum(r.amount) FROM refunds r WHERE r.payment_id = p.id) = p.amount;
  RETURN NULL;
END $$;
CREATE TRIGGER watched AFTER INSERT ON refunds FOR EACH ROW EXECUTE FUNCTION watch_refund();

CREATE FUNCTION watch_verdict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) SELECT NULL, jsonb_build_object(
    'kind', 'verdict', 'paymentId', p.id, 'customerId', p.customer_id, 'storeId', p.store_id, 'paidAt', milliseconds_of(p.paid_at),
    'outcome', CASE NEW.verdict WHEN 'confirmed' THEN 'fraud' ELSE 'genuine' END)
  FROM payments p WHERE p.id = NEW.payment_id;
  RETURN NULL;
END $$;
CREATE TRIGGER watched AFTER UPDATE ON case_payments FOR EACH ROW
  WHEN (NEW.verdict IS NOT NULL AND OLD.verdict IS DISTINCT FROM NEW.verdict) EXECUTE FUNCTION watch_verdict();

-- Where a store's money goes, when somebody writes other details; a confirmation changes nothing.
CREATE FUNCTION watch_bank_details() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) VALUES (NEW.changed_at, jsonb_build_object('kind', 'bankDetails', 'storeId', NEW.store_id, 'bulk', false));
  RETURN NULL;
END $$;
CREATE TRIGGER watched AFTER UPDATE ON store_bank_details FOR EACH ROW
  WHEN ((OLD.bank_code, OLD.branch_code, OLD.deposit_kind, OLD.deposit_number, OLD.holder) IS DISTINCT FROM (NEW.bank_code, NEW.branch_code, NEW.deposit_kind, NEW.deposit_number, NEW.holder))
  EXECUTE FUNCTION watch_bank_details();

-- A store's terminal was shown a code that is not accepted. Called by the till's verbs: the failure has no row of its own.
CREATE FUNCTION note_code_failure(p_code_hash bytea, p_store uuid, p_terminal text, p_ip text, p_reason text, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO observed (at, body) SELECT p_now, jsonb_build_object(
    'kind', 'codeFailure', 'customerId', (SELECT c.customer_id FROM pay_codes c WHERE c.code_hash = p_code_hash), 'storeId', p_store,
    'deviceId', p_terminal, 'ip', p_ip, 'reason', p_reason)
  WHERE p_store = ANY (scope.store_ids())
$$;

-- Every dossier that an observation is judged by or written into: the same as keysOf in server/fraud/dossiers/dossiers.ts.
CREATE FUNCTION dossier_keys(p_body jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT unnest(ARRAY['programme', 'rules'])
  UNION ALL
  SELECT named.kind || ':' || named.id FROM (VALUES
    ('customer', p_body ->> 'customerId'), ('store', p_body ->> 'storeId'), ('pair', (p_body ->> 'customerId') || ':' || (p_body ->> 'storeId')),
    ('device', p_body ->> 'deviceId'), ('ip', p_body ->> 'ip'), ('phone', p_body ->> 'phone'), ('home', p_body ->> 'home'), ('card', p_body ->> 'card'),
    ('customer', CASE p_body ->> 'kind' WHEN 'customer' THEN p_body ->> 'id' END), ('store', CASE p_body ->> 'kind' WHEN 'store' THEN p_body ->> 'id' END)) named (kind, id)
  WHERE named.id IS NOT NULL
  UNION ALL
  SELECT 'store:' || s FROM jsonb_array_elements_text(CASE p_body ->> 'kind' WHEN 'session' THEN p_body -> 'storeIds' ELSE '[]' END) s
$$;

-- A payment as the engine sees it. One that was taken back before it was judged says so.
CREATE FUNCTION payment_as_seen(p payments, p_phone text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('kind', 'payment', 'at', milliseconds_of(p.paid_at), 'id', p.id, 'customerId', p.customer_id, 'storeId', p.store_id,
    'phone', fingerprint('phone', p_phone), 'home', NULL, 'amount', p.amount, 'deviceId', p.device_id, 'ip', p.ip, 'mode', p.mode, 'terminalId', p.terminal_id,
    'checkoutId', p.request_id, 'staffId', p.staff_id)
    || CASE WHEN p.refunded_total = p.amount THEN jsonb_build_object('takenBack', true) ELSE '{}' END
$$;

-- All that a turn of the lane needs, at one moment: the payments asked for that nobody judged, those of the last seconds
-- whose own jobs have not come yet, what waits in the inbox (the oldest first), the payments that it takes back or tells about, the dossiers of them all, and where the log and the
-- rulebooks end. With the caller's rights. Planned once, and so that every row is reached through an index, whatever the
-- tables were like when it was planned: planning anew costs three times as much as one payment's answer.
CREATE FUNCTION what_waits(p_payments uuid[], p_except uuid[], p_keys text[], p_fresh int, p_most int, p_now timestamptz) RETURNS TABLE (what text, key text, body text)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH inbox AS MATERIALIZED (
    SELECT o.id, o.body || jsonb_build_object('at', coalesce(milliseconds_of(o.at), milliseconds_of(p_now - greatest(clock_timestamp() - o.noticed_at, interval '0')))) AS seen
    FROM observed o WHERE o.fault IS NULL ORDER BY o.id LIMIT p_most),
  wanted AS (
    SELECT w.id FROM unnest(p_payments) w (id)
    UNION SELECT (i.seen ->> 'paymentId')::uuid FROM inbox i WHERE i.seen ->> 'kind' IN ('void', 'verdict')
    UNION SELECT f.id FROM (
      SELECT x.id FROM payments x WHERE x.paid_at > p_now - interval '5 seconds' AND x.paid_at < p_now + interval '5 seconds'
        AND NOT EXISTS (SELECT 1 FROM screenings s WHERE s.payment_id = x.id) ORDER BY x.paid_at, x.id LIMIT p_fresh) f),
  paid AS MATERIALIZED (
    SELECT found.seen FROM wanted w CROSS JOIN LATERAL (
      SELECT payment_as_seen(p, c.phone) AS seen FROM payments p JOIN customers c ON c.id = p.customer_id
      WHERE p.id = w.id AND NOT EXISTS (SELECT 1 FROM screenings s WHERE s.payment_id = p.id) LIMIT 1) found
    WHERE w.id <> ALL (p_except)),
  keys AS MATERIALIZED (
    SELECT unnest(p_keys) AS key
    UNION SELECT k.key FROM (SELECT i.seen FROM inbox i UNION ALL SELECT p.seen FROM paid p) b CROSS JOIN LATERAL dossier_keys(b.seen) k (key))
  SELECT 'observed', i.id::text, i.seen::text FROM inbox i
  UNION ALL SELECT 'payment', NULL, p.seen::text FROM paid p
  UNION ALL SELECT 'dossier', k.key, d.dossier::text FROM keys k LEFT JOIN LATERAL (SELECT x.dossier FROM dossiers x WHERE x.key = k.key LIMIT 1) d ON true
  UNION ALL SELECT 'log', (SELECT max(o.seq) FROM observations o)::text, NULL
  UNION ALL SELECT 'rulebook', b.id::text, b.rules::text FROM (SELECT r.id, r.rules FROM rulebooks r ORDER BY r.id DESC LIMIT 1) b;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
           AND (p.proname LIKE 'watch\_%' OR p.proname IN ('fingerprint', 'note_code_failure')) LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO mimamori_watch', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION fingerprint TO mimamori_job;
GRANT EXECUTE ON FUNCTION note_code_failure TO mimamori_store;
