-- Stores' money: what each day brought, closing periods, bank details, holds and transfers. Nothing here slows a payment:
-- all of it is folded and closed afterwards from the entries.

CREATE TYPE "ClosingPlan" AS ENUM ('twice_a_month', 'once_a_month');
CREATE TYPE "DepositKind" AS ENUM ('ordinary', 'current', 'savings');
CREATE TYPE "PayoutState" AS ENUM ('draft', 'released', 'superseded');
CREATE TABLE "store_days" (
    "store_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "payment_count" INTEGER NOT NULL,
    "gross" BIGINT NOT NULL,
    "voided" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    CONSTRAINT "store_days_pkey" PRIMARY KEY ("store_id","day")
);
CREATE TABLE "fold_marks" (
    "xid_next" BIGINT NOT NULL,
    "xid_oldest" BIGINT NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "fold_marks_pkey" PRIMARY KEY ("xid_next")
);
CREATE TABLE "store_bank_details" (
    "store_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "bank_code" CHAR(4) NOT NULL,
    "bank_name" TEXT NOT NULL,
    "branch_code" CHAR(3) NOT NULL,
    "branch_name" TEXT NOT NULL,
    "deposit_kind" "DepositKind" NOT NULL,
    "deposit_number" CHAR(7) NOT NULL,
    "holder" TEXT NOT NULL,
    "plan" "ClosingPlan" NOT NULL DEFAULT 'twice_a_month',
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by" UUID,
    "confirmed_at" TIMESTAMPTZ(3),
    CONSTRAINT "store_bank_details_pkey" PRIMARY KEY ("store_id")
);
CREATE TABLE "settlements" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "store_id" UUID NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "pay_on" DATE NOT NULL,
    "payment_count" INTEGER NOT NULL,
    "gross" BIGINT NOT NULL,
    "voided" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    "carried_in" BIGINT NOT NULL,
    "due" BIGINT NOT NULL,
    "fee" BIGINT NOT NULL,
    "payable" BIGINT NOT NULL,
    "carried_out" BIGINT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "settlements_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "settlement_days" (
    "settlement_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "store_id" UUID NOT NULL,
    "payment_count" INTEGER NOT NULL,
    "gross" BIGINT NOT NULL,
    "voided" BIGINT NOT NULL,
    "refunded" BIGINT NOT NULL,
    CONSTRAINT "settlement_days_pkey" PRIMARY KEY ("settlement_id","day")
);
CREATE TABLE "settlement_lines" (
    "journal_id" UUID NOT NULL,
    "seq" SMALLINT NOT NULL,
    "settlement_id" UUID NOT NULL,
    "cause" "JournalCause" NOT NULL,
    "amount" BIGINT NOT NULL,
    CONSTRAINT "settlement_lines_pkey" PRIMARY KEY ("journal_id","seq")
);
CREATE TABLE "closing_runs" (
    "day" DATE NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "settlements" INTEGER NOT NULL,
    CONSTRAINT "closing_runs_pkey" PRIMARY KEY ("day")
);
CREATE TABLE "payout_holds" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "store_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "held_by" UUID NOT NULL,
    "held_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "proposed_by" UUID,
    "approved_by" UUID,
    CONSTRAINT "payout_holds_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "payouts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pay_on" DATE NOT NULL,
    "state" "PayoutState" NOT NULL DEFAULT 'draft',
    "store_count" INTEGER NOT NULL DEFAULT 0,
    "total" BIGINT NOT NULL DEFAULT 0,
    "lines_hash" TEXT NOT NULL,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "proposed_by" UUID,
    "approved_by" UUID,
    "released_at" TIMESTAMPTZ(3),
    CONSTRAINT "payouts_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "payout_lines" (
    "payout_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "details_version" INTEGER NOT NULL,
    "bank_code" CHAR(4) NOT NULL,
    "bank_name" TEXT NOT NULL,
    "branch_code" CHAR(3) NOT NULL,
    "branch_name" TEXT NOT NULL,
    "deposit_kind" "DepositKind" NOT NULL,
    "deposit_number" CHAR(7) NOT NULL,
    "holder" TEXT NOT NULL,
    CONSTRAINT "payout_lines_pkey" PRIMARY KEY ("payout_id","store_id")
);
CREATE TABLE "payout_settlements" (
    "settlement_id" UUID NOT NULL,
    "payout_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    CONSTRAINT "payout_settlements_pkey" PRIMARY KEY ("settlement_id")
);
CREATE TABLE "transfer_files" (
    "payout_id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "transfer_files_pkey" PRIMARY KEY ("payout_id")
);
CREATE UNIQUE INDEX "settlements_number_key" ON "settlements"("number");
CREATE INDEX "settlements_pay_on_idx" ON "settlements"("pay_on");
CREATE INDEX "settlements_closed_at_id_idx" ON "settlements"("closed_at" DESC, "id" DESC);
CREATE UNIQUE INDEX "settlements_store_id_period_to_key" ON "settlements"("store_id", "period_to");
CREATE INDEX "settlement_lines_settlement_id_idx" ON "settlement_lines"("settlement_id");
CREATE INDEX "payout_holds_store_id_idx" ON "payout_holds"("store_id");
CREATE UNIQUE INDEX "payouts_pay_on_key" ON "payouts"("pay_on");
CREATE INDEX "payout_settlements_payout_id_idx" ON "payout_settlements"("payout_id");
CREATE INDEX "payout_settlements_store_id_idx" ON "payout_settlements"("store_id");
ALTER TABLE "settlement_days" ADD CONSTRAINT "settlement_days_settlement_id_fkey" FOREIGN KEY ("settlement_id") REFERENCES "settlements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "settlement_lines" ADD CONSTRAINT "settlement_lines_settlement_id_fkey" FOREIGN KEY ("settlement_id") REFERENCES "settlements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_lines" ADD CONSTRAINT "payout_lines_payout_id_fkey" FOREIGN KEY ("payout_id") REFERENCES "payouts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_settlements" ADD CONSTRAINT "payout_settlements_settlement_id_fkey" FOREIGN KEY ("settlement_id") REFERENCES "settlements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payout_settlements" ADD CONSTRAINT "payout_settlements_payout_id_fkey" FOREIGN KEY ("payout_id") REFERENCES "payouts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "transfer_files" ADD CONSTRAINT "transfer_files_payout_id_fkey" FOREIGN KEY ("payout_id") REFERENCES "payouts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must not be written down even if the code is wrong.
ALTER TABLE store_days ADD CONSTRAINT day_not_below_zero CHECK (payment_count >= 0 AND gross >= 0 AND voided >= 0 AND refunded >= 0);
ALTER TABLE store_bank_details
  ADD CONSTRAINT bank_codes_are_digits CHECK (bank_code ~ '^[0-9]{4}$' AND branch_code ~ '^[0-9]{3}$' AND deposit_number ~ '^[0-9]{7}$'),
  ADD CONSTRAINT details_four_eyes CHECK (confirmed_by IS NULL OR confirmed_by <> changed_by),
  ADD CONSTRAINT confirmation_is_whole CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL));
ALTER TABLE settlements
  ADD CONSTRAINT period_has_days CHECK (period_from <= period_to AND pay_on > period_to),
  ADD CONSTRAINT settlement_adds_up CHECK (
    payment_count >= 0 AND gross >= 0 AND voided >= 0 AND refunded >= 0 AND carried_in <= 0 AND fee >= 0
    AND due = gross - voided - refunded + carried_in
    AND CASE WHEN due > 0 THEN payable = due - fee AND payable >= 0 AND carried_out = 0 ELSE payable = 0 AND fee = 0 AND carried_out = due END);
ALTER TABLE payout_holds
  ADD CONSTRAINT hold_ended_by_two CHECK (
    (ended_at IS NULL) = (proposed_by IS NULL) AND (ended_at IS NULL) = (approved_by IS NULL) AND (ended_at IS NULL OR proposed_by <> approved_by));
-- A second officer joins the first hold, they don't pile up.
CREATE UNIQUE INDEX one_open_hold ON payout_holds (store_id) WHERE ended_at IS NULL;
ALTER TABLE payouts
  ADD CONSTRAINT released_by_two CHECK (
    (state = 'released') = (released_at IS NOT NULL) AND (state = 'released') = (proposed_by IS NOT NULL) AND (state = 'released') = (approved_by IS NOT NULL)
    AND (state <> 'released' OR (proposed_by <> approved_by AND store_count > 0)));
ALTER TABLE payout_lines ADD CONSTRAINT transfer_positive CHECK (amount > 0);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['settlements', 'settlement_days', 'settlement_lines', 'transfer_files'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;

-- A released payout is what two people released, for ever.
CREATE FUNCTION refuse_change_of_released() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE payout uuid := (to_jsonb(CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END) ->> (CASE TG_TABLE_NAME WHEN 'payouts' THEN 'id' ELSE 'payout_id' END))::uuid;
BEGIN
  IF EXISTS (SELECT 1 FROM payouts p WHERE p.id = payout AND p.state = 'released') THEN
    RAISE EXCEPTION 'payout % is released', payout USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER released_stays BEFORE UPDATE OR DELETE ON payouts FOR EACH ROW EXECUTE FUNCTION refuse_change_of_released();
CREATE TRIGGER released_stays BEFORE INSERT OR UPDATE OR DELETE ON payout_lines FOR EACH ROW EXECUTE FUNCTION refuse_change_of_released();
CREATE TRIGGER released_stays BEFORE INSERT OR UPDATE OR DELETE ON payout_settlements FOR EACH ROW EXECUTE FUNCTION refuse_change_of_released();

-- Who may see what.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['store_days', 'fold_marks', 'store_bank_details', 'settlements', 'settlement_days', 'settlement_lines', 'closing_runs',
                           'payout_holds', 'payouts', 'payout_lines', 'payout_settlements', 'transfer_files'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['store_days', 'store_bank_details', 'settlements', 'settlement_days', 'payout_holds', 'payouts', 'payout_lines',
                           'payout_settlements', 'transfer_files'] LOOP
    EXECUTE format('CREATE POLICY office ON %I TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_office', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['store_bank_details', 'settlements', 'settlement_days', 'settlement_lines', 'payout_holds', 'payouts', 'payout_lines',
                           'payout_settlements', 'transfer_files'] LOOP
    EXECUTE format('CREATE POLICY money ON %I TO mimamori_money USING (current_user = ''mimamori_money'') WITH CHECK (current_user = ''mimamori_money'')', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_money', t);
  END LOOP;
  -- The release looks at what two officers decided. Money back does the same, whoever comes first opens the door.
  IF NOT EXISTS (SELECT 1 FROM pg_policies WHERE tablename = 'approvals' AND policyname = 'money') THEN
    CREATE POLICY money ON approvals TO mimamori_money USING (current_user = 'mimamori_money') WITH CHECK (current_user = 'mimamori_money');
    GRANT SELECT (id, kind, subject, state, asked, reason, proposed_by, decided_by) ON approvals TO mimamori_money;
  END IF;
  FOREACH t IN ARRAY ARRAY['store_days', 'store_bank_details', 'settlements', 'settlement_days', 'payout_holds', 'payout_settlements'] LOOP
    EXECUTE format('CREATE POLICY store ON %I FOR SELECT TO mimamori_store USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]))', t);
  END LOOP;
END $$;
-- What a day brought is derived from the entries and can be made again from them: the worker writes it itself.
GRANT INSERT, UPDATE ON store_days TO mimamori_job;
GRANT INSERT, DELETE ON fold_marks TO mimamori_job;
GRANT INSERT ON closing_runs TO mimamori_job;
GRANT INSERT, UPDATE ON store_bank_details TO mimamori_office;
GRANT INSERT, UPDATE (ended_at, proposed_by, approved_by) ON payout_holds TO mimamori_office;
GRANT INSERT ON settlements, settlement_days, settlement_lines, transfer_files TO mimamori_money;
GRANT INSERT, UPDATE ON payouts TO mimamori_money;
GRANT INSERT, DELETE ON payout_lines, payout_settlements TO mimamori_money;
-- To lock a store's bank details while its money is released: no other column of them is money's business.
GRANT UPDATE (version) ON store_bank_details TO mimamori_money;
-- A store learns that it is held and since when; why, and by whom, is the secretariat's.
GRANT SELECT ON store_days, settlements, settlement_days, payout_settlements TO mimamori_store;
GRANT SELECT (id, store_id, held_at, ended_at) ON payout_holds TO mimamori_store;
GRANT SELECT (store_id, plan, confirmed_at) ON store_bank_details TO mimamori_store;
CREATE POLICY store ON payouts FOR SELECT TO mimamori_store
  USING (id IN (SELECT s.payout_id FROM payout_settlements s WHERE s.store_id = ANY ((SELECT scope.store_ids())::uuid[])));
GRANT SELECT (id, pay_on, state, released_at) ON payouts TO mimamori_store;

-- Closes one period of one store: every entry of its payable up to the period's last day that no settlement has yet, so
-- that one committed late is settled with the next period instead of never. Twice equals once. Returns the settlement's
-- id; null when nothing is left to settle or the period is closed. Nothing moves: money does at the payout.
CREATE FUNCTION close_store_period(p_store uuid, p_from date, p_to date, p_pay_on date, p_fee_percent int, p_now timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- Each entry asks an index whether it is settled. A plan from when few were would read all of them for every store.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  made uuid := uuidv7();
  earlier settlements;
  ends timestamptz := (p_to + 1)::timestamp AT TIME ZONE 'Asia/Tokyo';
BEGIN
  IF p_now < ends THEN RAISE EXCEPTION 'the period until % is not over', p_to USING ERRCODE = 'check_violation'; END IF;
  -- Two closers of one store take turns, because each carries over what the one before left.
  PERFORM pg_advisory_xact_lock(hashtextextended('settlement:' || p_store, 0));
  SELECT * INTO earlier FROM settlements s WHERE s.store_id = p_store ORDER BY s.period_to DESC LIMIT 1;
  IF earlier.period_to >= p_to THEN RETURN NULL; END IF;
  WITH found AS MATERIALIZED (
    SELECT e.journal_id, e.seq, e.cause, e.amount, (e.occurred_at AT TIME ZONE 'Asia/Tokyo')::date AS day
    FROM journal_entries e
    WHERE e.owner_id = p_store AND e.ledger = 'store_payable' AND e.cause <> 'payout' AND e.occurred_at < ends
      -- Two months are far more than any transaction stays open.
      AND e.occurred_at >= coalesce(earlier.period_to - 61, '-infinity'::date)::timestamp AT TIME ZONE 'Asia/Tokyo'
      AND NOT EXISTS (SELECT 1 FROM settlement_lines l WHERE l.journal_id = e.journal_id AND l.seq = e.seq)),
  summed AS (
    SELECT f.day, count(*) FILTER (WHERE f.cause = 'payment') AS payments, coalesce(sum(f.amount) FILTER (WHERE f.cause = 'payment'), 0) AS gross,
      coalesce(-sum(f.amount) FILTER (WHERE f.cause = 'void'), 0) AS voided, coalesce(-sum(f.amount) FILTER (WHERE f.cause NOT IN ('payment', 'void')), 0) AS refunded
    FROM found f GROUP BY f.day),
  total AS (
    SELECT sum(d.payments) AS payments, sum(d.gross) AS gross, sum(d.voided) AS voided, sum(d.refunded) AS refunded,
      coalesce(earlier.carried_out, 0) AS carried, sum(d.gross - d.voided - d.refunded) + coalesce(earlier.carried_out, 0) AS due
    FROM summed d HAVING count(*) > 0),
  charged AS (SELECT t.*, CASE WHEN t.due > 0 THEN floor(t.due * p_fee_percent / 100) ELSE 0 END AS fee FROM total t),
  lines AS (INSERT INTO settlement_lines (journal_id, seq, settlement_id, cause, amount) SELECT f.journal_id, f.seq, made, f.cause, f.amount FROM found f),
  days AS (INSERT INTO settlement_days (settlement_id, day, store_id, payment_count, gross, voided, refunded)
           SELECT made, d.day, p_store, d.payments, d.gross, d.voided, d.refunded FROM summed d)
  INSERT INTO settlements (id, number, store_id, period_from, period_to, pay_on, payment_count, gross, voided, refunded, carried_in, due, fee, payable, carried_out, closed_at)
  SELECT made, s.code || '-' || to_char(p_to, 'YYYYMMDD'), p_store, p_from, p_to, p_pay_on, c.payments, c.gross, c.voided, c.refunded, c.carried, c.due, c.fee,
         greatest(c.due - c.fee, 0), least(c.due, 0), p_now
  FROM charged c JOIN stores s ON s.id = p_store;
  RETURN CASE WHEN FOUND THEN made END;
END $$;

-- Drafts, or drafts anew, what is transferred on a day: settlements that are due by then and in no other draft that could
-- still be released, of stores that are not held and whose bank details two officers know. Returns the draft; null when
-- that day's payout is released already, or when nothing is due and there was no draft: then the caller rolls back.
CREATE FUNCTION draft_payout(p_pay_on date, p_now timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  draft payouts;
  old uuid[];
  is_new boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('draft-payout', 0));
  SELECT * INTO draft FROM payouts p WHERE p.pay_on = p_pay_on FOR UPDATE;
  IF draft.state = 'released' THEN RETURN NULL; END IF;
  -- Drafts of earlier days that nobody released give their settlements to this one. Rows are locked in the order of days.
  SELECT coalesce(array_agg(id), '{}') INTO old FROM (SELECT p.id FROM payouts p WHERE p.state = 'draft' AND p.pay_on < p_pay_on ORDER BY p.pay_on FOR UPDATE) earlier;
  DELETE FROM payout_settlements s WHERE s.payout_id = ANY (old) OR s.payout_id = draft.id;
  DELETE FROM payout_lines l WHERE l.payout_id = ANY (old) OR l.payout_id = draft.id;
  UPDATE payouts p SET state = 'superseded', store_count = 0, total = 0, lines_hash = '' WHERE p.id = ANY (old);
  is_new := draft.id IS NULL;
  IF is_new THEN
    INSERT INTO payouts (pay_on, lines_hash, drafted_at) VALUES (p_pay_on, '', p_now) RETURNING * INTO draft;
  END IF;
  INSERT INTO payout_settlements (settlement_id, payout_id, store_id)
  SELECT s.id, draft.id, s.store_id FROM settlements s JOIN store_bank_details b ON b.store_id = s.store_id AND b.confirmed_at IS NOT NULL
  WHERE s.pay_on <= p_pay_on AND s.payable > 0
    AND NOT EXISTS (SELECT 1 FROM payout_settlements taken WHERE taken.settlement_id = s.id)
    AND NOT EXISTS (SELECT 1 FROM payout_holds h WHERE h.store_id = s.store_id AND h.ended_at IS NULL);
  INSERT INTO payout_lines (payout_id, store_id, amount, details_version, bank_code, bank_name, branch_code, branch_name, deposit_kind, deposit_number, holder)
  SELECT draft.id, b.store_id, due.amount, b.version, b.bank_code, b.bank_name, b.branch_code, b.branch_name, b.deposit_kind, b.deposit_number, b.holder
  FROM (SELECT t.store_id, sum(s.payable) AS amount FROM payout_settlements t JOIN settlements s ON s.id = t.settlement_id
        WHERE t.payout_id = draft.id GROUP BY t.store_id) due
  JOIN store_bank_details b ON b.store_id = due.store_id;
  UPDATE payouts p SET state = 'draft', drafted_at = p_now,
    store_count = (SELECT count(*) FROM payout_lines l WHERE l.payout_id = p.id), total = (SELECT coalesce(sum(l.amount), 0) FROM payout_lines l WHERE l.payout_id = p.id),
    lines_hash = payout_fingerprint(p.id)
  WHERE p.id = draft.id RETURNING * INTO draft;
  RETURN CASE WHEN draft.store_count > 0 OR NOT is_new THEN draft.id END;
END $$;

-- What two people release: every store, amount, bank detail and settlement of a payout, as one number.
CREATE FUNCTION payout_fingerprint(p_payout uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', l.store_id, l.amount, l.details_version, l.bank_code, l.bank_name, l.branch_code, l.branch_name,
    l.deposit_kind, l.deposit_number, l.holder, (SELECT string_agg(s.settlement_id::text, ',' ORDER BY s.settlement_id) FROM payout_settlements s
      WHERE s.payout_id = l.payout_id AND s.store_id = l.store_id)), E'\n' ORDER BY l.store_id), ''), 'UTF8')), 'hex')
  FROM payout_lines l WHERE l.payout_id = p_payout
$$;

-- Releases a payout that a second officer has just approved: books one journal per settlement and keeps the bank's file.
-- Returns `released`, or why not: `payout-changed` (not what was approved), `payout-released`, `payout-store-held` or
-- `programme-stopped`. A hold and a changed bank detail lock the same row of their store as this does, so whichever
-- commits first is what holds.
CREATE FUNCTION release_payout(p_payout uuid, p_approval uuid, p_lines_hash text, p_file bytea, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  payout payouts;
  approved record;
  one record;
BEGIN
  SELECT * INTO payout FROM payouts p WHERE p.id = p_payout FOR UPDATE;
  SELECT a.kind, a.subject, a.state, a.proposed_by, a.decided_by INTO approved FROM approvals a WHERE a.id = p_approval;
  IF approved.kind IS DISTINCT FROM 'release_payout' OR approved.subject IS DISTINCT FROM 'payout:' || p_payout OR approved.state <> 'approved'
     OR approved.decided_by IS DISTINCT FROM scope.officer_id() OR approved.decided_by = approved.proposed_by THEN
    RAISE EXCEPTION 'payout % was not approved by two', p_payout USING ERRCODE = 'check_violation';
  END IF;
  IF payout.state = 'released' THEN RETURN 'payout-released'; END IF;
  PERFORM 1 FROM store_bank_details b WHERE b.store_id IN (SELECT l.store_id FROM payout_lines l WHERE l.payout_id = p_payout) ORDER BY b.store_id FOR UPDATE;
  IF payout.state <> 'draft' OR payout.store_count = 0 OR payout.lines_hash <> p_lines_hash OR payout_fingerprint(p_payout) <> p_lines_hash THEN RETURN 'payout-changed'; END IF;
  IF EXISTS (SELECT 1 FROM function_stops f WHERE f.function = 'payout') THEN RETURN 'programme-stopped'; END IF;
  IF EXISTS (SELECT 1 FROM payout_lines l JOIN payout_holds h ON h.store_id = l.store_id AND h.ended_at IS NULL WHERE l.payout_id = p_payout) THEN RETURN 'payout-store-held'; END IF;
  IF EXISTS (SELECT 1 FROM payout_lines l LEFT JOIN store_bank_details b ON b.store_id = l.store_id AND b.version = l.details_version AND b.confirmed_at IS NOT NULL
             WHERE l.payout_id = p_payout AND b.store_id IS NULL) THEN RETURN 'payout-changed'; END IF;
  FOR one IN SELECT s.* FROM payout_settlements t JOIN settlements s ON s.id = t.settlement_id WHERE t.payout_id = p_payout ORDER BY s.id LOOP
    PERFORM post_journal(one.id, 'payout', p_now, jsonb_build_array(
      jsonb_build_object('ledger', 'store_payable', 'owner', one.store_id, 'amount', -one.due),
      jsonb_build_object('ledger', 'bank', 'amount', one.payable),
      -- A fee stays with the programme, which spends its fund for premiums the less.
      jsonb_build_object('ledger', 'premium_fund', 'amount', one.fee)));
  END LOOP;
  INSERT INTO transfer_files (payout_id, bytes, sha256, made_at) VALUES (p_payout, p_file, encode(sha256(p_file), 'hex'), p_now);
  UPDATE payouts SET state = 'released', proposed_by = approved.proposed_by, approved_by = approved.decided_by, released_at = p_now WHERE id = p_payout;
  RETURN 'released';
END $$;

-- Letting a store's payouts go on is a proposal about 「store:<id>」: nobody who is tied to that store has part in it.
CREATE OR REPLACE FUNCTION officer_tied_to(p_officer uuid, p_subject text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE subject_id text := split_part(p_subject, ':', 2);
BEGIN
  CASE split_part(p_subject, ':', 1)
    WHEN 'case' THEN RETURN officer_tied(p_officer, subject_id::uuid);
    WHEN 'payment' THEN
      RETURN EXISTS (SELECT 1 FROM officer_ties tie JOIN payments p ON p.id = subject_id::uuid
                     WHERE tie.officer_id = p_officer AND (tie.customer_id = p.customer_id OR tie.store_id = p.store_id));
    WHEN 'store' THEN RETURN EXISTS (SELECT 1 FROM officer_ties tie WHERE tie.officer_id = p_officer AND tie.store_id = subject_id::uuid);
    ELSE RETURN false;
  END CASE;
END $$;

REVOKE EXECUTE ON FUNCTION close_store_period, draft_payout, payout_fingerprint, release_payout FROM PUBLIC;
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['close_store_period', 'draft_payout', 'payout_fingerprint', 'release_payout'] LOOP
    EXECUTE format('ALTER FUNCTION %I OWNER TO mimamori_money', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION close_store_period TO mimamori_job;
GRANT EXECUTE ON FUNCTION draft_payout TO mimamori_job, mimamori_office;
GRANT EXECUTE ON FUNCTION release_payout TO mimamori_office;
