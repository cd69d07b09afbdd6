-- What was repaid for a demand that should not have been made goes back to who paid it: exactly what came in and was not
-- taken back by the provider, agreed on by two officers, once.

CREATE TABLE "repayment_returns" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "method" "ManualMethod" NOT NULL,
    "reference" TEXT NOT NULL,
    "returned_on" DATE NOT NULL,
    "approval_id" UUID NOT NULL,
    "proposed_by" UUID NOT NULL,
    "approved_by" UUID NOT NULL,
    "returned_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "repayment_returns_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "repayment_returns_demand_id_key" ON "repayment_returns"("demand_id");
CREATE UNIQUE INDEX "repayment_returns_reference_key" ON "repayment_returns"("reference");
CREATE UNIQUE INDEX "repayment_returns_approval_id_key" ON "repayment_returns"("approval_id");
CREATE INDEX "repayment_returns_customer_id_idx" ON "repayment_returns"("customer_id");
ALTER TABLE "repayment_returns" ADD CONSTRAINT "repayment_returns_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE repayment_returns ADD CONSTRAINT returned_by_two CHECK (proposed_by <> approved_by AND amount > 0);
-- The provider took back money that had gone back to the customer before: a claim of its own, beside the demand.
ALTER TABLE "reversals" ADD COLUMN "after_return" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE reversals ADD CONSTRAINT only_repayments_return CHECK (NOT after_return OR repayment_id IS NOT NULL);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON repayment_returns FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON repayment_returns FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE repayment_returns ENABLE ROW LEVEL SECURITY;
ALTER TABLE repayment_returns FORCE ROW LEVEL SECURITY;
CREATE POLICY job ON repayment_returns TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL);
CREATE POLICY office ON repayment_returns TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL);
CREATE POLICY customer ON repayment_returns FOR SELECT TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY money ON repayment_returns TO mimamori_money USING (current_user = 'mimamori_money') WITH CHECK (current_user = 'mimamori_money');
GRANT SELECT ON repayment_returns TO mimamori_job, mimamori_office;
GRANT SELECT (id, demand_id, customer_id, amount, method, returned_on, returned_at) ON repayment_returns TO mimamori_customer;
GRANT SELECT, INSERT ON repayment_returns TO mimamori_money;
GRANT SELECT (verdict) ON fraud_cases TO mimamori_money;

-- As before (20261128000600); and of a demand that is over, released grows by exactly what the provider took back.
CREATE OR REPLACE FUNCTION demand_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.case_id, NEW.customer_id, NEW.principal, NEW.due_on, NEW.contents, NEW.contents_hash, NEW.proposed_by, NEW.approved_by, NEW.issued_at)
     IS DISTINCT FROM (OLD.id, OLD.number, OLD.case_id, OLD.customer_id, OLD.principal, OLD.due_on, OLD.contents, OLD.contents_hash, OLD.proposed_by, OLD.approved_by, OLD.issued_at) THEN
    RAISE EXCEPTION 'a demand cannot be changed after it is issued' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.released <> OLD.released
     AND (current_user <> 'mimamori_money' OR (OLD.released > 0 AND NEW.released - OLD.released <> OLD.repaid_total - NEW.repaid_total)) THEN
    RAISE EXCEPTION 'demand % is released by withdraw_demand or write_off_demand, once', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- As before (20261128000200), and nobody closes a case that owes its customer repaid money.
CREATE OR REPLACE FUNCTION state_has_its_facts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  c fraud_cases;
BEGIN
  -- As it is by now: the row may have been written again since.
  SELECT * INTO c FROM fraud_cases WHERE id = NEW.id;
  IF c.state = 'frozen' AND NOT EXISTS (SELECT 1 FROM freezes f WHERE f.customer_id = c.customer_id AND f.state = 'confirmed') THEN
    RAISE EXCEPTION 'case % is frozen, its customer is not', c.number USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_has_a_freeze';
  END IF;
  IF c.state IN ('demanded', 'repaying', 'repaid', 'written_off')
     AND NOT EXISTS (SELECT 1 FROM demands d WHERE d.case_id = c.id AND to_jsonb(d) ->> 'withdrawn_at' IS NULL) THEN
    RAISE EXCEPTION 'case % is %, and nothing is demanded', c.number, c.state USING ERRCODE = 'check_violation', CONSTRAINT = 'owed_has_a_demand';
  END IF;
  IF c.state = 'closed' AND EXISTS (SELECT 1 FROM freezes f WHERE f.case_id = c.id AND f.state IN ('provisional', 'confirmed')) THEN
    RAISE EXCEPTION 'case % is closed, and its customer still stopped', c.number USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_stops_nobody';
  END IF;
  IF c.state = 'closed' AND c.verdict = 'cleared'
     AND EXISTS (SELECT 1 FROM demands d WHERE d.case_id = c.id AND d.repaid_total > 0 AND NOT EXISTS (SELECT 1 FROM repayment_returns r WHERE r.demand_id = d.id)) THEN
    RAISE EXCEPTION 'case % is closed, and its customer has not got the repaid money back', c.number USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_owes_nothing';
  END IF;
  RETURN NULL;
END $$;

-- Gives back what was repaid of a demand, as two officers agreed: the second of them is who asks now. Its row is locked, as
-- by whoever books or takes back money of it. `returned`; `not-owed` when it is another amount by now, was given back
-- before, or the verdict stands; `reference-used` when the transfer's number is another return's.
CREATE FUNCTION return_repayment(p_approval uuid, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  agreed record;
  d demands;
  made uuid;
BEGIN
  SELECT x.id, x.subject, x.asked, x.proposed_by, x.decided_by INTO agreed FROM approvals x
  WHERE x.id = p_approval AND x.kind::text = 'return_repayment' AND x.state = 'approved' AND x.proposed_by <> x.decided_by AND x.decided_by = scope.officer_id();
  IF agreed.id IS NULL THEN RAISE EXCEPTION 'proposal % is not approved by this officer', p_approval USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO d FROM demands x WHERE x.id = (agreed.asked ->> 'demandId')::uuid AND agreed.subject = 'case:' || x.case_id FOR UPDATE;
  IF d.id IS NULL OR d.repaid_total = 0 OR d.repaid_total <> (agreed.asked ->> 'amount')::bigint
     OR NOT EXISTS (SELECT 1 FROM fraud_cases c WHERE c.id = d.case_id AND c.verdict = 'cleared')
     OR EXISTS (SELECT 1 FROM repayment_returns r WHERE r.demand_id = d.id) THEN
    RETURN 'not-owed';
  END IF;
  INSERT INTO repayment_returns (demand_id, case_id, customer_id, amount, method, reference, returned_on, approval_id, proposed_by, approved_by, returned_at)
  VALUES (d.id, d.case_id, d.customer_id, d.repaid_total, (agreed.asked ->> 'method')::"ManualMethod", agreed.asked ->> 'reference', (agreed.asked ->> 'returnedOn')::date,
          agreed.id, agreed.proposed_by, agreed.decided_by, p_now)
  ON CONFLICT (reference) DO NOTHING RETURNING id INTO made;
  IF made IS NULL THEN RETURN 'reference-used'; END IF;
  PERFORM post_journal(made, 'repayment_return', p_now, jsonb_build_array(
    jsonb_build_object('ledger', 'programme_claim', 'amount', -d.repaid_total),
    jsonb_build_object('ledger', 'psp_clearing', 'amount', d.repaid_total)));
  RETURN 'returned';
END $$;

-- What goes back to the customer of a demand: owed after the verdict was revised; paid over it and still in suspense, or given
-- back from there. Of one's own demands.
CREATE FUNCTION demand_back(p_demand uuid) RETURNS TABLE (owed bigint, surplus bigint, surplus_returned bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN c.verdict = 'cleared' AND NOT EXISTS (SELECT 1 FROM repayment_returns r WHERE r.demand_id = d.id) THEN d.repaid_total ELSE 0 END, s.waiting, s.returned
  FROM demands d JOIN fraud_cases c ON c.id = d.case_id CROSS JOIN LATERAL (
    SELECT coalesce(sum(x.amount - x.reversed) FILTER (WHERE x.state IN ('open', 'assigning')), 0)::bigint AS waiting,
           coalesce(sum(x.amount - x.reversed) FILTER (WHERE x.state = 'returned'), 0)::bigint AS returned
    FROM suspense_items x WHERE x.surplus AND x.reference = d.number) s
  WHERE d.id = p_demand AND (scope.customer_id() IS NULL OR d.customer_id = scope.customer_id())
$$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname = 'public' AND p.proname IN ('return_repayment', 'demand_back') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO mimamori_money', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION return_repayment TO mimamori_office;
GRANT EXECUTE ON FUNCTION demand_back TO mimamori_customer, mimamori_office, mimamori_job;
CREATE INDEX suspense_items_surplus_idx ON suspense_items (reference) WHERE surplus;

-- As before (20261128000500), and of a demand that is over: what had gone back to the customer already is a claim beside it;
-- otherwise there is less to give back, and nothing is owed anew.
CREATE OR REPLACE FUNCTION take_back_money(p_provider text, p_psp_ref text, p_amount bigint, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  -- What is left over of a repayment is booked under a name of its own, and may be left over again.
  refs text[] := ARRAY(SELECT p_psp_ref || repeat('/surplus', n) FROM generate_series(0, 9) n);
  left_over bigint := p_amount;
  claimed bigint := 0;
  item suspense_items;
  place record;
  part bigint;
  made uuid;
  d demands;
  is_returned boolean;
  is_over boolean;
BEGIN
  FOR item IN SELECT * FROM suspense_items x WHERE x.provider = p_provider AND x.psp_ref = ANY (refs) AND x.amount IS NOT NULL AND x.state IN ('open', 'assigning')
              ORDER BY x.psp_ref DESC FOR UPDATE LOOP
    part := least(left_over, item.amount - item.reversed);
    CONTINUE WHEN part = 0;
    UPDATE suspense_items x SET reversed = x.reversed + part, state = (CASE WHEN x.reversed + part = x.amount THEN 'reversed' ELSE x.state::text END)::"SuspenseState",
      settled_at = CASE WHEN x.reversed + part = x.amount THEN p_now END
    WHERE x.id = item.id;
    INSERT INTO reversals (provider, psp_ref, suspense_id, amount, reversed_at) VALUES (p_provider, p_psp_ref, item.id, part, p_now) RETURNING id INTO made;
    PERFORM post_journal(made, 'reversal', p_now, jsonb_build_array(
      jsonb_build_object('ledger', 'suspense', 'amount', -part), jsonb_build_object('ledger', 'psp_clearing', 'amount', part)));
    left_over := left_over - part;
  END LOOP;
  FOR place IN SELECT t.id, t.amount - coalesce((SELECT sum(r.amount) FROM reversals r WHERE r.top_up_id = t.id), 0) AS room FROM top_ups t
               WHERE t.provider = p_provider AND t.psp_ref = ANY (refs) ORDER BY t.psp_ref DESC LOOP
    part := least(left_over, place.room);
    CONTINUE WHEN part = 0;
    claimed := claimed + reverse_top_up(place.id, part, p_now);
    left_over := left_over - part;
  END LOOP;
  FOR place IN SELECT p.id, p.demand_id, p.customer_id, p.amount - coalesce((SELECT sum(r.amount) FROM reversals r WHERE r.repayment_id = p.id), 0) AS room FROM repayments p
               WHERE p.provider = p_provider AND p.psp_ref = ANY (refs) ORDER BY p.psp_ref DESC LOOP
    part := least(left_over, place.room);
    CONTINUE WHEN part = 0;
    SELECT * INTO d FROM demands x WHERE x.id = place.demand_id FOR UPDATE;
    is_returned := EXISTS (SELECT 1 FROM repayment_returns b WHERE b.demand_id = d.id);
    is_over := NOT is_returned AND (d.state::text = 'withdrawn' OR EXISTS (SELECT 1 FROM fraud_cases c WHERE c.id = d.case_id AND c.verdict = 'cleared'));
    INSERT INTO reversals (provider, psp_ref, repayment_id, customer_id, amount, claimed, after_return, reversed_at)
    VALUES (p_provider, p_psp_ref, place.id, place.customer_id, part, CASE WHEN is_over THEN 0 ELSE part END, is_returned, p_now) RETURNING id INTO made;
    IF is_over THEN
      -- Nobody waits for this money, and nobody owes it anew: there is less to give back.
      PERFORM post_journal(made, 'reversal', p_now, jsonb_build_array(
        jsonb_build_object('ledger', 'psp_clearing', 'amount', part), jsonb_build_object('ledger', 'programme_claim', 'amount', -part)));
      UPDATE demands x SET repaid_total = x.repaid_total - part, released = x.released + part, repaid_at = NULL,
        state = (CASE WHEN x.state::text = 'written_off' THEN 'written_off' ELSE 'withdrawn' END)::"DemandState"
      WHERE x.id = d.id;
      left_over := left_over - part;
      CONTINUE;
    END IF;
    PERFORM post_journal(made, 'reversal', p_now, jsonb_build_array(
      jsonb_build_object('ledger', 'psp_clearing', 'amount', part), jsonb_build_object('ledger', 'receivable', 'owner', place.customer_id, 'amount', -part)));
    -- What went back to the customer before is a claim beside the demand, which stays as it ended.
    UPDATE demands x SET repaid_total = x.repaid_total - part, repaid_at = NULL,
      -- What was given up stays given up.
      state = (CASE WHEN x.state::text IN ('withdrawn', 'written_off') THEN x.state::text WHEN x.repaid_total = part THEN 'issued' ELSE 'partly_repaid' END)::"DemandState"
    WHERE x.id = d.id AND NOT is_returned;
    claimed := claimed + part;
    left_over := left_over - part;
  END LOOP;
  -- What officers sent back to the payer themselves was the same money.
  IF left_over > 0 AND NOT EXISTS (SELECT 1 FROM suspense_items x WHERE x.provider = p_provider AND x.psp_ref = p_psp_ref AND x.state = 'returned') THEN
    RAISE EXCEPTION 'money % has % less to take back', p_psp_ref, left_over USING ERRCODE = 'check_violation';
  END IF;
  RETURN claimed;
END $$;
