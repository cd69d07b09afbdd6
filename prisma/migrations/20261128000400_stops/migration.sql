-- What else than a customer's payments a case can stop: a device, a LINE account, a store's acceptance, a store's payouts.
-- And what customers do about it themselves: their own stop, a report of a payment, an appeal.

CREATE TYPE "StopTarget" AS ENUM ('device', 'line_account', 'acceptance', 'payouts');
CREATE TYPE "StopLevel" AS ENUM ('provisional', 'confirmed', 'lapsed', 'lifted');
CREATE TYPE "StopReason" AS ENUM ('takeover', 'lost_phone', 'own_store', 'cash_out', 'collusion', 'void_abuse', 'other');
CREATE TYPE "AppealState" AS ENUM ('open', 'accepted', 'rejected');
CREATE TYPE "ReportedAs" AS ENUM ('not_me', 'wrong_amount', 'twice', 'not_received', 'other');

CREATE TABLE "stops" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "target" "StopTarget" NOT NULL,
    "target_id" UUID NOT NULL,
    "level" "StopLevel" NOT NULL,
    "reason" "StopReason" NOT NULL,
    "note" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" UUID NOT NULL,
    "lapses_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "proposed_by" UUID,
    "approved_by" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "lift_proposed_by" UUID,
    "lift_approved_by" UUID,
    "acceptance_before" "Acceptance",
    CONSTRAINT "stops_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "stops_case_id_idx" ON "stops"("case_id");
CREATE INDEX "stops_level_lapses_at_idx" ON "stops"("level", "lapses_at");
ALTER TABLE "stops" ADD CONSTRAINT "stops_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_holds" ADD COLUMN "stop_id" UUID;
CREATE UNIQUE INDEX "payout_holds_stop_id_key" ON "payout_holds"("stop_id");

CREATE TABLE "appeals" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "freeze_id" UUID,
    "demand_id" UUID,
    "text" TEXT NOT NULL,
    "state" "AppealState" NOT NULL DEFAULT 'open',
    "appealed_at" TIMESTAMPTZ(3) NOT NULL,
    "due_on" DATE NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    CONSTRAINT "appeals_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "appeals_freeze_id_key" ON "appeals"("freeze_id");
CREATE UNIQUE INDEX "appeals_demand_id_key" ON "appeals"("demand_id");
CREATE INDEX "appeals_case_id_idx" ON "appeals"("case_id");
CREATE INDEX "appeals_customer_id_idx" ON "appeals"("customer_id");
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "payment_reports" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "payment_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "reported_as" "ReportedAs" NOT NULL,
    "phone_lost" BOOLEAN NOT NULL,
    "family_possible" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "phone_time" TEXT NOT NULL,
    "stopped" BOOLEAN NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "reply_by" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "payment_reports_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "payment_reports_payment_id_key" ON "payment_reports"("payment_id");
CREATE INDEX "payment_reports_case_id_idx" ON "payment_reports"("case_id");
ALTER TABLE "payment_reports" ADD CONSTRAINT "payment_reports_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "resume_requests" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "customer_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "approval_id" UUID,
    CONSTRAINT "resume_requests_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "resume_requests_customer_id_idx" ON "resume_requests"("customer_id");

-- The same lines as for freezes: alone for a day, confirmed and lifted by two, never ended without a moment.
ALTER TABLE stops
  ADD CONSTRAINT stop_provisional_at_most_a_day CHECK (level <> 'provisional' OR (lapses_at IS NOT NULL AND lapses_at <= started_at + interval '24 hours')),
  ADD CONSTRAINT stop_confirmed_by_two CHECK (level <> 'confirmed' OR (proposed_by IS NOT NULL AND approved_by IS NOT NULL AND approved_by <> proposed_by AND confirmed_at IS NOT NULL)),
  ADD CONSTRAINT stop_lifted_by_two CHECK (level <> 'lifted' OR (lift_proposed_by IS NOT NULL AND lift_approved_by IS NOT NULL AND lift_approved_by <> lift_proposed_by)),
  ADD CONSTRAINT stop_end_has_a_moment CHECK ((level IN ('lapsed', 'lifted')) = (ended_at IS NOT NULL)),
  ADD CONSTRAINT stop_note_is_short CHECK (length(note) BETWEEN 1 AND 500);
-- A second officer joins the first stop, they don't pile up. The till looks here for every payment.
CREATE UNIQUE INDEX one_open_stop ON stops (target, target_id) WHERE level IN ('provisional', 'confirmed');
-- A hold that belongs to a case's stop ends with that stop, which says by whom.
ALTER TABLE payout_holds DROP CONSTRAINT hold_ended_by_two,
  ADD CONSTRAINT hold_ended_by_two CHECK (
    CASE WHEN stop_id IS NULL
      THEN (ended_at IS NULL) = (proposed_by IS NULL) AND (ended_at IS NULL) = (approved_by IS NULL) AND (ended_at IS NULL OR proposed_by <> approved_by)
      ELSE proposed_by IS NULL AND approved_by IS NULL END);
ALTER TABLE appeals
  ADD CONSTRAINT appeal_is_about_one CHECK ((freeze_id IS NULL) <> (demand_id IS NULL)),
  ADD CONSTRAINT appeal_decision_is_whole CHECK (
    (state = 'open') = (decided_by IS NULL) AND (state = 'open') = (decided_at IS NULL) AND (state = 'open') = (reason IS NULL)),
  ADD CONSTRAINT appeal_text_is_short CHECK (length(text) BETWEEN 1 AND 500);
ALTER TABLE payment_reports ADD CONSTRAINT report_is_short CHECK (length(note) <= 200 AND length(phone_time) <= 100);
ALTER TABLE resume_requests ADD CONSTRAINT resumption_names_its_proposal CHECK ((ended_at IS NULL) = (approval_id IS NULL));
CREATE UNIQUE INDEX one_open_resume_request ON resume_requests (customer_id) WHERE ended_at IS NULL;

-- What a stop is about never changes, and one that has ended stays as it ended.
CREATE FUNCTION stop_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.case_id, NEW.target, NEW.target_id, NEW.reason, NEW.note, NEW.started_at, NEW.started_by)
     IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.target, OLD.target_id, OLD.reason, OLD.note, OLD.started_at, OLD.started_by)
     OR OLD.level IN ('lapsed', 'lifted') OR (OLD.level = 'confirmed' AND NEW.level IN ('provisional', 'lapsed')) THEN
    RAISE EXCEPTION 'a stop stays what it was' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stop_stays BEFORE UPDATE ON stops FOR EACH ROW EXECUTE FUNCTION stop_stays();
CREATE TRIGGER conflict_of_interest BEFORE INSERT OR UPDATE ON stops FOR EACH ROW EXECUTE FUNCTION refuse_tied_officer();

-- An appeal is against what this customer's own case did, and never decided by who did it.
CREATE FUNCTION appeal_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE by_whom uuid[];
BEGIN
  IF NEW.freeze_id IS NOT NULL THEN
    SELECT ARRAY[f.proposed_by, f.approved_by] INTO by_whom FROM freezes f WHERE f.id = NEW.freeze_id AND f.customer_id = NEW.customer_id AND f.case_id = NEW.case_id;
  ELSE
    SELECT ARRAY[d.proposed_by, d.approved_by] INTO by_whom FROM demands d WHERE d.id = NEW.demand_id AND d.customer_id = NEW.customer_id AND d.case_id = NEW.case_id;
  END IF;
  IF by_whom IS NULL THEN RAISE EXCEPTION 'nothing of this customer to appeal against' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_fits'; END IF;
  IF NEW.decided_by = ANY (by_whom) THEN RAISE EXCEPTION 'an appeal decided by whom it is against' USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_decided_by_another'; END IF;
  IF TG_OP = 'UPDATE' AND (OLD.state <> 'open'
     OR (NEW.id, NEW.case_id, NEW.customer_id, NEW.freeze_id, NEW.demand_id, NEW.text, NEW.appealed_at, NEW.due_on)
        IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.customer_id, OLD.freeze_id, OLD.demand_id, OLD.text, OLD.appealed_at, OLD.due_on)) THEN
    RAISE EXCEPTION 'an appeal is decided once and otherwise stays' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appeal_fits BEFORE INSERT OR UPDATE ON appeals FOR EACH ROW EXECUTE FUNCTION appeal_fits();
CREATE TRIGGER conflict_of_interest BEFORE INSERT OR UPDATE ON appeals FOR EACH ROW EXECUTE FUNCTION refuse_tied_officer();

DO $$
DECLARE t text;
BEGIN
  EXECUTE 'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payment_reports FOR EACH ROW EXECUTE FUNCTION refuse_change()';
  FOREACH t IN ARRAY ARRAY['stops', 'appeals', 'resume_requests'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['stops', 'appeals', 'payment_reports', 'resume_requests'] LOOP
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('CREATE POLICY office ON %I TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job, mimamori_office', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['stops', 'resume_requests'] LOOP
    EXECUTE format('CREATE POLICY money ON %I TO mimamori_money USING (current_user = ''mimamori_money'') WITH CHECK (current_user = ''mimamori_money'')', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_money', t);
  END LOOP;
END $$;
GRANT INSERT ON stops TO mimamori_office;
GRANT UPDATE (level, lapses_at, confirmed_at, proposed_by, approved_by, ended_at, lift_proposed_by, lift_approved_by) ON stops TO mimamori_office;
GRANT UPDATE (level, ended_at) ON stops TO mimamori_job;
GRANT UPDATE (acceptance_before) ON stops TO mimamori_money;
GRANT UPDATE (ended_at, approval_id) ON resume_requests TO mimamori_money;
GRANT UPDATE (state, decided_by, decided_at, reason) ON appeals TO mimamori_office;
GRANT INSERT ON payment_reports TO mimamori_job;
CREATE POLICY customer ON appeals TO mimamori_customer USING (customer_id = (SELECT scope.customer_id())) WITH CHECK (customer_id = (SELECT scope.customer_id()) AND state = 'open');
CREATE POLICY customer ON payment_reports FOR SELECT TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON resume_requests TO mimamori_customer USING (customer_id = (SELECT scope.customer_id())) WITH CHECK (customer_id = (SELECT scope.customer_id()) AND ended_at IS NULL);
GRANT INSERT ON appeals TO mimamori_customer;
-- Not who decided.
GRANT SELECT (id, case_id, customer_id, freeze_id, demand_id, text, state, appealed_at, due_on, decided_at, reason) ON appeals TO mimamori_customer;
GRANT SELECT ON payment_reports TO mimamori_customer;
GRANT SELECT, INSERT ON resume_requests TO mimamori_customer;
-- What stopping a store or a device changes.
GRANT UPDATE (acceptance) ON stores TO mimamori_money;
GRANT UPDATE (revoked_at, revoke_reason) ON sessions TO mimamori_money;
GRANT INSERT, UPDATE (ended_at) ON payout_holds TO mimamori_money;

-- Payments share this lock, a stop of a store or a device has it alone: one number for the whole programme.
CREATE FUNCTION till_lock() RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 7282901::bigint $$;

-- The till as it was (20261127000100), which now also asks for stopped devices and waits for stops.
CREATE OR REPLACE FUNCTION accept_payments(
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
  -- A stop of a store or a device waits here for the payments on their way, and they for it: see stop_target. What is read
  -- below is read after that, so nothing is accepted once such a stop has committed.
  PERFORM pg_advisory_xact_lock_shared(till_lock());
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
           WHEN EXISTS (SELECT 1 FROM stops x WHERE x.target = 'line_account' AND x.target_id = a.customer_id AND x.level IN ('provisional', 'confirmed'))
             OR EXISTS (SELECT 1 FROM stops x WHERE x.target = 'device' AND x.target_id = a.device_id AND x.level IN ('provisional', 'confirmed')) THEN 'device-stopped'
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

-- Whether payments from this device, or of this LINE account, are stopped now.
CREATE FUNCTION device_stopped(p_device uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM stops x WHERE x.level IN ('provisional', 'confirmed')
                 AND ((x.target = 'line_account' AND x.target_id = scope.customer_id()) OR (x.target = 'device' AND x.target_id = p_device)))
$$;

-- Carries an open stop out. The caller has written its row, under the case's lock; after that come the store's bank details
-- (as for a release of payouts) or the till's lock, and never a wallet. Payments on their way are let through first: what
-- commits after this has seen the stop. Answers `stopped`, or `payout-held-already`.
CREATE FUNCTION stop_target(p_stop uuid, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE s stops;
BEGIN
  SELECT * INTO s FROM stops x WHERE x.id = p_stop AND x.level IN ('provisional', 'confirmed');
  IF s.id IS NULL THEN RAISE EXCEPTION 'stop % is not open', p_stop USING ERRCODE = 'check_violation'; END IF;
  IF s.target = 'payouts' THEN
    PERFORM 1 FROM store_bank_details b WHERE b.store_id = s.target_id FOR UPDATE;
    INSERT INTO payout_holds (store_id, reason, held_by, held_at, stop_id) VALUES (s.target_id, s.note, s.started_by, p_now, s.id) ON CONFLICT DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'stopped' ELSE 'payout-held-already' END;
  END IF;
  PERFORM pg_advisory_xact_lock(till_lock());
  CASE s.target
    WHEN 'acceptance' THEN
      UPDATE stops x SET acceptance_before = y.acceptance FROM stores y WHERE x.id = s.id AND y.id = s.target_id;
      UPDATE stores y SET acceptance = 'stopped' WHERE y.id = s.target_id AND y.acceptance <> 'stopped';
    WHEN 'device' THEN
      UPDATE sessions x SET revoked_at = p_now, revoke_reason = 'device-stopped' WHERE x.device_id = s.target_id AND x.actor_kind = 'customer' AND x.revoked_at IS NULL;
    WHEN 'line_account' THEN
      UPDATE sessions x SET revoked_at = p_now, revoke_reason = 'device-stopped' WHERE x.actor_id = s.target_id AND x.actor_kind = 'customer' AND x.revoked_at IS NULL;
  END CASE;
  RETURN 'stopped';
END $$;

-- Lets go on what a stop that has ended had stopped: a store accepts as it did before, its payouts go into the next release.
CREATE FUNCTION release_target(p_stop uuid, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE s stops;
BEGIN
  SELECT * INTO s FROM stops x WHERE x.id = p_stop AND x.level IN ('lapsed', 'lifted');
  IF s.id IS NULL THEN RAISE EXCEPTION 'stop % has not ended', p_stop USING ERRCODE = 'check_violation'; END IF;
  IF s.target = 'acceptance' THEN UPDATE stores y SET acceptance = s.acceptance_before WHERE y.id = s.target_id AND y.acceptance <> s.acceptance_before; END IF;
  IF s.target = 'payouts' THEN UPDATE payout_holds h SET ended_at = p_now WHERE h.stop_id = s.id AND h.ended_at IS NULL; END IF;
END $$;

-- The customer's own stop: from the commit on nothing is paid. It outlasts every freeze; only release_own_stop takes it back.
-- True when it is new.
CREATE FUNCTION stop_own_wallet(p_customer uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF scope.job() IS NULL AND p_customer IS DISTINCT FROM scope.customer_id() THEN RAISE EXCEPTION 'not this customer''s wallet' USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE wallets w SET self_stopped_at = p_now, standing = (CASE w.standing WHEN 'active' THEN 'self_stopped' ELSE w.standing END)::"Standing"
  WHERE w.customer_id = p_customer AND w.self_stopped_at IS NULL AND w.standing <> 'closed';
  RETURN FOUND;
END $$;

-- Takes the customer's own stop back, as two officers have agreed. A freeze that is open goes on. True when there was one.
CREATE FUNCTION release_own_stop(p_approval uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE customer uuid;
BEGIN
  SELECT split_part(a.subject, ':', 2)::uuid INTO customer FROM approvals a
  WHERE a.id = p_approval AND a.kind = 'release_self_stop' AND a.state = 'approved' AND a.proposed_by <> a.decided_by AND a.decided_by = scope.officer_id();
  IF customer IS NULL THEN RAISE EXCEPTION 'approval % releases no stop', p_approval USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE resume_requests r SET ended_at = p_now, approval_id = p_approval WHERE r.customer_id = customer AND r.ended_at IS NULL;
  UPDATE wallets w SET self_stopped_at = NULL, standing = (CASE w.standing WHEN 'self_stopped' THEN 'active' ELSE w.standing END)::"Standing"
  WHERE w.customer_id = customer AND (w.self_stopped_at IS NOT NULL OR w.standing = 'self_stopped');
  RETURN FOUND;
END $$;

-- Freezes, demands and their proposals belong to a case of exactly that customer; a store or a device is stopped in any case.
CREATE OR REPLACE FUNCTION case_has_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'approvals' AND to_jsonb(NEW) ->> 'kind' IN ('confirm_stop', 'lift_stop') THEN RETURN NEW; END IF;
  IF NEW.case_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM fraud_cases c WHERE c.id = NEW.case_id AND c.customer_id = coalesce((to_jsonb(NEW) ->> 'customer_id')::uuid, c.customer_id)) THEN
    RAISE EXCEPTION 'case % is not about this customer', NEW.case_id USING ERRCODE = 'check_violation', CONSTRAINT = 'case_has_customer';
  END IF;
  RETURN NEW;
END $$;

-- Conflict of interest also for 「customer:<id>」: whose own stop is taken back.
CREATE OR REPLACE FUNCTION officer_tied_to(p_officer uuid, p_subject text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE subject_id text := split_part(p_subject, ':', 2);
BEGIN
  CASE split_part(p_subject, ':', 1)
    WHEN 'case' THEN RETURN officer_tied(p_officer, subject_id::uuid);
    WHEN 'payment' THEN
      RETURN EXISTS (SELECT 1 FROM officer_ties tie JOIN payments p ON p.id = subject_id::uuid
                     WHERE tie.officer_id = p_officer AND (tie.customer_id = p.customer_id OR tie.store_id = p.store_id));
    WHEN 'store' THEN RETURN EXISTS (SELECT 1 FROM officer_ties tie WHERE tie.officer_id = p_officer AND tie.store_id = subject_id::uuid);
    WHEN 'customer' THEN RETURN EXISTS (SELECT 1 FROM officer_ties tie WHERE tie.officer_id = p_officer AND tie.customer_id = subject_id::uuid);
    WHEN 'suspect' THEN
      RETURN EXISTS (SELECT 1 FROM officer_ties tie WHERE tie.officer_id = p_officer
                     AND CASE subject_id WHEN 'customer' THEN tie.customer_id::text WHEN 'store' THEN tie.store_id::text END = split_part(p_subject, ':', 3));
    ELSE RETURN false;
  END CASE;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
           AND p.proname IN ('device_stopped', 'stop_target', 'release_target', 'stop_own_wallet', 'release_own_stop') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO mimamori_money', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION till_lock FROM PUBLIC;
GRANT EXECUTE ON FUNCTION till_lock TO mimamori_money;
GRANT EXECUTE ON FUNCTION device_stopped TO mimamori_customer;
GRANT EXECUTE ON FUNCTION stop_target TO mimamori_office;
GRANT EXECUTE ON FUNCTION release_target TO mimamori_office, mimamori_job;
GRANT EXECUTE ON FUNCTION stop_own_wallet TO mimamori_customer, mimamori_job;
GRANT EXECUTE ON FUNCTION release_own_stop TO mimamori_office;
