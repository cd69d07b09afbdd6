-- What becomes of a demand after it is issued: posted as a letter, withdrawn, written off, repaid over the counter; and what
-- officers note beside it (police, limitation).

CREATE TYPE "PostalMethod" AS ENUM ('ordinary', 'recorded', 'certified');
CREATE TYPE "WriteOffKind" AS ENUM ('waived', 'uncollectable');
CREATE TYPE "ManualMethod" AS ENUM ('bank_transfer', 'desk', 'postal_transfer');
CREATE TYPE "LimitationNoteKind" AS ENUM ('acknowledged', 'demanded', 'lawyer_checked');

ALTER TABLE demands ADD COLUMN "released" BIGINT NOT NULL DEFAULT 0;

CREATE TABLE "demand_letters" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "postal_code" TEXT NOT NULL,
    "address_lines" TEXT[],
    "contents_hash" TEXT NOT NULL,
    "printed_by" UUID NOT NULL,
    "printed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "demand_letters_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "letter_postings" (
    "letter_id" UUID NOT NULL,
    "posted_on" DATE NOT NULL,
    "method" "PostalMethod" NOT NULL,
    "tracking" TEXT,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "letter_postings_pkey" PRIMARY KEY ("letter_id")
);
CREATE TABLE "demand_withdrawals" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "approval_id" UUID NOT NULL,
    "proposed_by" UUID NOT NULL,
    "approved_by" UUID NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "demand_withdrawals_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "write_offs" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "kind" "WriteOffKind" NOT NULL,
    "ground" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "approval_id" UUID NOT NULL,
    "proposed_by" UUID NOT NULL,
    "approved_by" UUID NOT NULL,
    "written_off_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "write_offs_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "manual_receipts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "method" "ManualMethod" NOT NULL,
    "reference" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "approval_id" UUID NOT NULL,
    "proposed_by" UUID NOT NULL,
    "approved_by" UUID NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "manual_receipts_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "police_reports" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "station" TEXT NOT NULL,
    "receipt_number" TEXT,
    "reported_on" DATE NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "police_reports_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "limitation_notes" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "kind" "LimitationNoteKind" NOT NULL,
    "happened_on" DATE NOT NULL,
    "note" TEXT NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "limitation_notes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "demand_letters_demand_id_idx" ON "demand_letters"("demand_id");
CREATE INDEX "demand_letters_case_id_idx" ON "demand_letters"("case_id");
CREATE UNIQUE INDEX "demand_withdrawals_demand_id_key" ON "demand_withdrawals"("demand_id");
CREATE UNIQUE INDEX "write_offs_demand_id_key" ON "write_offs"("demand_id");
CREATE UNIQUE INDEX "manual_receipts_reference_key" ON "manual_receipts"("reference");
CREATE UNIQUE INDEX "manual_receipts_approval_id_key" ON "manual_receipts"("approval_id");
CREATE INDEX "police_reports_case_id_idx" ON "police_reports"("case_id");
CREATE INDEX "limitation_notes_case_id_idx" ON "limitation_notes"("case_id");
ALTER TABLE "demand_letters" ADD CONSTRAINT "demand_letters_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "letter_postings" ADD CONSTRAINT "letter_postings_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "demand_letters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "demand_withdrawals" ADD CONSTRAINT "demand_withdrawals_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "write_offs" ADD CONSTRAINT "write_offs_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "manual_receipts" ADD CONSTRAINT "manual_receipts_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must not be written down even if the code is wrong.
ALTER TABLE demands DROP CONSTRAINT demand_state_is_what_was_repaid,
  ADD CONSTRAINT demand_state_is_what_was_repaid CHECK (
    repaid_total BETWEEN 0 AND principal AND released BETWEEN 0 AND principal - repaid_total
    AND CASE state WHEN 'issued' THEN repaid_total = 0 WHEN 'partly_repaid' THEN repaid_total > 0 AND repaid_total < principal
                   WHEN 'repaid' THEN repaid_total = principal ELSE repaid_total < principal END
    AND (state IN ('withdrawn', 'written_off')) = (released > 0)
    AND (state = 'repaid') = (repaid_at IS NOT NULL));
ALTER TABLE fraud_cases DROP CONSTRAINT only_customers_owe,
  ADD CONSTRAINT only_customers_owe CHECK (customer_id IS NOT NULL OR state NOT IN ('frozen', 'demanded', 'repaying', 'repaid', 'written_off'));
ALTER TABLE demand_letters ADD CONSTRAINT letter_has_an_address CHECK (postal_code ~ '^[0-9]{7}$' AND cardinality(address_lines) BETWEEN 1 AND 3);
ALTER TABLE letter_postings ADD CONSTRAINT recorded_post_has_a_number CHECK ((method = 'ordinary') = (tracking IS NULL));
ALTER TABLE demand_withdrawals ADD CONSTRAINT withdrawn_by_two CHECK (proposed_by <> approved_by AND amount > 0);
ALTER TABLE write_offs ADD CONSTRAINT written_off_by_two CHECK (proposed_by <> approved_by AND amount > 0);
ALTER TABLE manual_receipts ADD CONSTRAINT booked_by_two CHECK (proposed_by <> approved_by AND amount > 0);

-- A demand is immutable but for what was received, opened and released; and what is released stays so.
CREATE OR REPLACE FUNCTION demand_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.case_id, NEW.customer_id, NEW.principal, NEW.due_on, NEW.contents, NEW.contents_hash, NEW.proposed_by, NEW.approved_by, NEW.issued_at)
     IS DISTINCT FROM (OLD.id, OLD.number, OLD.case_id, OLD.customer_id, OLD.principal, OLD.due_on, OLD.contents, OLD.contents_hash, OLD.proposed_by, OLD.approved_by, OLD.issued_at) THEN
    RAISE EXCEPTION 'a demand cannot be changed after it is issued' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.released <> OLD.released AND (OLD.released > 0 OR current_user <> 'mimamori_money') THEN
    RAISE EXCEPTION 'demand % is released by withdraw_demand or write_off_demand, once', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER never_removed BEFORE DELETE ON demands FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demands FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Money that officers booked by hand is what both agreed on.
CREATE FUNCTION receipt_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM approvals a WHERE a.id = NEW.approval_id AND a.kind::text = 'book_repayment' AND a.state = 'approved' AND a.case_id = NEW.case_id
      AND (a.proposed_by, a.decided_by) = (NEW.proposed_by, NEW.approved_by)
      AND (a.asked ->> 'demandId', a.asked ->> 'amount', a.asked ->> 'reference') = (NEW.demand_id::text, NEW.amount::text, NEW.reference)) THEN
    RAISE EXCEPTION 'receipt % is not what two officers agreed on', NEW.reference USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_as_agreed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_as_agreed BEFORE INSERT ON manual_receipts FOR EACH ROW EXECUTE FUNCTION receipt_as_agreed();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['demand_letters', 'letter_postings', 'demand_withdrawals', 'write_offs', 'manual_receipts', 'police_reports', 'limitation_notes'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('CREATE POLICY office ON %I TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_office', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['demand_withdrawals', 'write_offs'] LOOP
    EXECUTE format('CREATE POLICY money ON %I TO mimamori_money USING (current_user = ''mimamori_money'') WITH CHECK (current_user = ''mimamori_money'')', t);
  END LOOP;
END $$;
-- Addresses and stations are no job's business.
GRANT SELECT (id, demand_id, case_id, contents_hash, printed_by, printed_at) ON demand_letters TO mimamori_job;
GRANT SELECT ON letter_postings, demand_withdrawals, write_offs, manual_receipts TO mimamori_job;
GRANT INSERT ON demand_letters, letter_postings, manual_receipts, police_reports, limitation_notes TO mimamori_office;
GRANT SELECT, INSERT ON demand_withdrawals, write_offs TO mimamori_money;
GRANT UPDATE (released) ON demands TO mimamori_money;

-- Books money that came in for a demand: up to what is owed, the rest to suspense. Once per provider and payment reference;
-- no row when it was booked before. Of a demand that was withdrawn or written off nothing is owed.
CREATE OR REPLACE FUNCTION receive_repayment(p_demand uuid, p_amount bigint, p_provider text, p_psp_ref text, p_method text, p_received_at timestamptz, p_now timestamptz)
RETURNS TABLE (repayment_id uuid, allocated bigint, surplus bigint, left_to_pay bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE d demands;
BEGIN
  SELECT * INTO d FROM demands WHERE id = p_demand FOR UPDATE;
  IF d.id IS NULL THEN RAISE EXCEPTION 'no demand %', p_demand USING ERRCODE = 'foreign_key_violation'; END IF;
  allocated := least(p_amount, d.principal - d.repaid_total - d.released);
  surplus := p_amount - allocated;
  INSERT INTO repayments (demand_id, customer_id, amount, surplus, provider, psp_ref, method, received_at)
  VALUES (d.id, d.customer_id, allocated, receive_repayment.surplus, p_provider, p_psp_ref, p_method, p_received_at)
  ON CONFLICT DO NOTHING RETURNING id INTO repayment_id;
  IF repayment_id IS NULL THEN RETURN; END IF;
  UPDATE demands SET repaid_total = repaid_total + allocated,
    state = (CASE WHEN d.released > 0 THEN d.state::text WHEN repaid_total + allocated = principal THEN 'repaid' WHEN repaid_total + allocated > 0 THEN 'partly_repaid' ELSE 'issued' END)::"DemandState",
    repaid_at = CASE WHEN repaid_total + allocated = principal THEN coalesce(repaid_at, p_now) END
  WHERE id = d.id;
  PERFORM post_journal(repayment_id, 'repayment', p_now, jsonb_build_array(
    jsonb_build_object('ledger', 'psp_clearing', 'amount', -p_amount),
    jsonb_build_object('ledger', 'receivable', 'owner', d.customer_id, 'amount', allocated),
    jsonb_build_object('ledger', 'suspense', 'amount', receive_repayment.surplus)));
  left_to_pay := d.principal - d.repaid_total - d.released - allocated;
  RETURN NEXT;
END $$;

-- What two officers agreed on about a demand, the second of them being who asks now; its row is locked. No row when nothing
-- is left to release.
CREATE FUNCTION hold_agreed_release(p_approval uuid, p_kind text)
RETURNS TABLE (demand_id uuid, customer_id uuid, left_over bigint, asked jsonb, proposed_by uuid, approved_by uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE agreed record;
BEGIN
  SELECT x.id, x.subject, x.asked, x.proposed_by, x.decided_by INTO agreed FROM approvals x WHERE x.id = p_approval AND x.kind::text = p_kind AND x.state = 'approved' AND x.decided_by = scope.officer_id();
  IF agreed.id IS NULL THEN RAISE EXCEPTION 'proposal % is not approved by this officer', p_approval USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY SELECT d.id, d.customer_id, d.principal - d.repaid_total, agreed.asked, agreed.proposed_by, agreed.decided_by FROM demands d
    WHERE d.id = (agreed.asked ->> 'demandId')::uuid AND agreed.subject = 'case:' || d.case_id AND d.state IN ('issued', 'partly_repaid') FOR UPDATE;
END $$;

-- Takes what is left of a demand off the books: it should not have been asked for. Returns the amount, null when nothing is left.
CREATE FUNCTION withdraw_demand(p_approval uuid, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held record;
  made uuid := uuidv7();
BEGIN
  SELECT * INTO held FROM hold_agreed_release(p_approval, 'withdraw_demand');
  IF held.demand_id IS NULL THEN RETURN NULL; END IF;
  UPDATE demands SET released = held.left_over, state = 'withdrawn' WHERE id = held.demand_id;
  INSERT INTO demand_withdrawals (id, demand_id, amount, approval_id, proposed_by, approved_by, withdrawn_at)
  VALUES (made, held.demand_id, held.left_over, p_approval, held.proposed_by, held.approved_by, p_now);
  PERFORM post_journal(made, 'withdrawal', p_now, jsonb_build_array(
    jsonb_build_object('ledger', 'receivable', 'owner', held.customer_id, 'amount', held.left_over),
    jsonb_build_object('ledger', 'programme_claim', 'amount', -held.left_over)));
  RETURN held.left_over;
END $$;

-- Takes what is left of a demand as a loss: it was owed, and nobody will pay it. Returns the amount, null when nothing is left.
CREATE FUNCTION write_off_demand(p_approval uuid, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held record;
  made uuid := uuidv7();
BEGIN
  SELECT * INTO held FROM hold_agreed_release(p_approval, 'write_off');
  IF held.demand_id IS NULL THEN RETURN NULL; END IF;
  UPDATE demands SET released = held.left_over, state = 'written_off' WHERE id = held.demand_id;
  INSERT INTO write_offs (id, demand_id, kind, ground, amount, approval_id, proposed_by, approved_by, written_off_at)
  VALUES (made, held.demand_id, (held.asked ->> 'kind')::"WriteOffKind", held.asked ->> 'ground', held.left_over, p_approval, held.proposed_by, held.approved_by, p_now);
  PERFORM post_journal(made, 'write_off', p_now, jsonb_build_array(
    jsonb_build_object('ledger', 'receivable', 'owner', held.customer_id, 'amount', held.left_over),
    jsonb_build_object('ledger', 'write_off', 'amount', -held.left_over)));
  RETURN held.left_over;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname = 'public' AND p.proname IN ('hold_agreed_release', 'withdraw_demand', 'write_off_demand') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO mimamori_money', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION withdraw_demand, write_off_demand TO mimamori_office;
