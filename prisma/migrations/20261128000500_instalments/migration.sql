-- Repayment over time: what a customer asked for, the plan two officers agreed on, a later due day, what was reminded of,
-- and the proposal that the programme prepares when everything is repaid.

CREATE TYPE "PlanEnd" AS ENUM ('defaulted', 'replaced');
CREATE TYPE "TermReason" AS ENUM ('deferred', 'plan_ended');

CREATE TABLE "instalment_requests" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "times" INTEGER NOT NULL,
    "first_on" DATE NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    CONSTRAINT "instalment_requests_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "instalment_plans" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "approval_id" UUID NOT NULL,
    "proposed_by" UUID NOT NULL,
    "approved_by" UUID NOT NULL,
    "times" INTEGER NOT NULL,
    "total" BIGINT NOT NULL,
    "repaid_before" BIGINT NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" "PlanEnd",
    CONSTRAINT "instalment_plans_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "instalments" (
    "plan_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "amount" BIGINT NOT NULL,
    "upto" BIGINT NOT NULL,
    CONSTRAINT "instalments_pkey" PRIMARY KEY ("plan_id","no")
);
CREATE TABLE "missed_instalments" (
    "plan_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "noticed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "missed_instalments_pkey" PRIMARY KEY ("plan_id","no")
);
CREATE TABLE "demand_terms" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "why" "TermReason" NOT NULL,
    "approval_id" UUID,
    "proposed_by" UUID,
    "approved_by" UUID,
    "since" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "demand_terms_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "demand_reminders" (
    "demand_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "customer_id" UUID NOT NULL,
    "reminded_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "demand_reminders_pkey" PRIMARY KEY ("demand_id","step","due_on")
);
CREATE TABLE "prepared_proposals" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "kind" "ApprovalKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "prepared_at" TIMESTAMPTZ(3) NOT NULL,
    "approval_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "prepared_proposals_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "instalment_requests_demand_id_idx" ON "instalment_requests"("demand_id");
CREATE INDEX "instalment_plans_demand_id_idx" ON "instalment_plans"("demand_id");
CREATE INDEX "instalments_due_on_idx" ON "instalments"("due_on");
CREATE INDEX "demand_terms_demand_id_idx" ON "demand_terms"("demand_id");
CREATE INDEX "demand_reminders_customer_id_idx" ON "demand_reminders"("customer_id");
CREATE INDEX "prepared_proposals_case_id_idx" ON "prepared_proposals"("case_id");
ALTER TABLE "instalment_requests" ADD CONSTRAINT "instalment_requests_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "instalment_plans" ADD CONSTRAINT "instalment_plans_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "instalments" ADD CONSTRAINT "instalments_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "instalment_plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "missed_instalments" ADD CONSTRAINT "missed_instalments_plan_id_no_fkey" FOREIGN KEY ("plan_id", "no") REFERENCES "instalments"("plan_id", "no") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "demand_terms" ADD CONSTRAINT "demand_terms_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "demand_reminders" ADD CONSTRAINT "demand_reminders_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must not be written down even if the code is wrong.
ALTER TABLE instalment_requests ADD CONSTRAINT request_of_two_to_twelve CHECK (times BETWEEN 2 AND 12);
ALTER TABLE instalment_plans
  ADD CONSTRAINT plan_of_two_to_twelve CHECK (times BETWEEN 2 AND 12),
  ADD CONSTRAINT plan_four_eyes CHECK (approved_by <> proposed_by),
  ADD CONSTRAINT plan_positive CHECK (total > 0 AND repaid_before >= 0),
  ADD CONSTRAINT plan_end_is_whole CHECK ((ended_at IS NULL) = (ended_why IS NULL));
ALTER TABLE instalments ADD CONSTRAINT instalment_positive CHECK (no >= 1 AND amount > 0 AND upto >= amount);
ALTER TABLE demand_terms ADD CONSTRAINT term_by_two CHECK (
  CASE why WHEN 'deferred' THEN approval_id IS NOT NULL AND proposed_by IS NOT NULL AND approved_by IS NOT NULL AND approved_by <> proposed_by
           ELSE num_nonnulls(approval_id, proposed_by, approved_by) = 0 END);
ALTER TABLE demand_reminders ADD CONSTRAINT reminder_step CHECK (step IN ('before', 'due', 'after-3', 'after-14'));
ALTER TABLE prepared_proposals ADD CONSTRAINT taken_up_is_ended CHECK (approval_id IS NULL OR ended_at IS NOT NULL);
-- One question, one plan and one prepared proposal of a kind at a time.
CREATE UNIQUE INDEX one_open_request ON instalment_requests (demand_id) WHERE answered_at IS NULL;
CREATE UNIQUE INDEX one_running_plan ON instalment_plans (demand_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX one_prepared_proposal ON prepared_proposals (case_id, kind) WHERE ended_at IS NULL;

-- A plan and a later due day carry out exactly what two officers agreed on.
CREATE FUNCTION agreed_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.approval_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM approvals a WHERE a.id = NEW.approval_id AND a.kind = TG_ARGV[0]::"ApprovalKind" AND a.state = 'approved' AND a.case_id = NEW.case_id
                     AND a.proposed_by = NEW.proposed_by AND a.decided_by = NEW.approved_by) THEN
    RAISE EXCEPTION '% was not agreed on by these two', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'agreed_by_two';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM demands d WHERE d.id = NEW.demand_id AND d.case_id = NEW.case_id AND d.customer_id = NEW.customer_id) THEN
    RAISE EXCEPTION 'demand % is not of this case', NEW.demand_id USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_of_case';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agreed_by_two BEFORE INSERT ON instalment_plans FOR EACH ROW EXECUTE FUNCTION agreed_by_two('instalments');
CREATE TRIGGER agreed_by_two BEFORE INSERT ON demand_terms FOR EACH ROW EXECUTE FUNCTION agreed_by_two('defer');
CREATE TRIGGER conflict_of_interest BEFORE INSERT ON instalment_plans FOR EACH ROW EXECUTE FUNCTION refuse_tied_officer();
CREATE TRIGGER conflict_of_interest BEFORE INSERT ON demand_terms FOR EACH ROW EXECUTE FUNCTION refuse_tied_officer();

-- A plan repays what is left when it is agreed on, and later only ends.
CREATE FUNCTION plan_keeps_its_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM demands d WHERE d.id = NEW.demand_id AND d.repaid_total = NEW.repaid_before AND d.principal - d.repaid_total = NEW.total) THEN
      RAISE EXCEPTION 'the plan repays another amount than is left' USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_repays_what_is_left';
    END IF;
  ELSIF OLD.ended_at IS NOT NULL
     OR (to_jsonb(NEW) - 'ended_at' - 'ended_why') IS DISTINCT FROM (to_jsonb(OLD) - 'ended_at' - 'ended_why') THEN
    RAISE EXCEPTION 'a plan cannot be changed after it is agreed on' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER plan_keeps_its_terms BEFORE INSERT OR UPDATE ON instalment_plans FOR EACH ROW EXECUTE FUNCTION plan_keeps_its_terms();

-- Its instalments add up, one after the other, when everything is written.
CREATE FUNCTION plan_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  plan instalment_plans;
  whole boolean;
BEGIN
  SELECT * INTO plan FROM instalment_plans p WHERE p.id = coalesce(to_jsonb(NEW) ->> 'plan_id', to_jsonb(NEW) ->> 'id')::uuid;
  SELECT count(*) = plan.times AND sum(amount) = plan.total AND bool_and(upto = running) AND bool_and(no = place) AND bool_and(earlier IS NULL OR due_on > earlier) INTO whole
  FROM (SELECT i.no, i.amount, i.upto, i.due_on, sum(i.amount) OVER w AS running, row_number() OVER w AS place, lag(i.due_on) OVER w AS earlier
        FROM instalments i WHERE i.plan_id = plan.id WINDOW w AS (ORDER BY i.no)) listed;
  IF whole IS NOT TRUE THEN
    RAISE EXCEPTION 'the instalments of plan % do not add up', plan.id USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_is_whole';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER plan_is_whole AFTER INSERT ON instalment_plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plan_is_whole();
CREATE CONSTRAINT TRIGGER plan_is_whole AFTER INSERT ON instalments DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plan_is_whole();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['instalments', 'missed_instalments', 'demand_terms', 'demand_reminders'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;

-- The due day in force: the oldest instalment that is not paid; without a running plan the last term; without one the
-- day that the demand names. The demand itself never changes. With the rights of whoever asks.
CREATE FUNCTION due_day(p_demand uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT min(i.due_on) FROM instalment_plans p JOIN demands d ON d.id = p.demand_id JOIN instalments i ON i.plan_id = p.id
     WHERE p.demand_id = p_demand AND p.ended_at IS NULL AND i.upto > d.repaid_total - p.repaid_before),
    (SELECT t.due_on FROM demand_terms t WHERE t.demand_id = p_demand ORDER BY t.since DESC, t.id DESC LIMIT 1),
    (SELECT d.due_on FROM demands d WHERE d.id = p_demand))
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['instalment_requests', 'instalment_plans', 'instalments', 'missed_instalments', 'demand_terms', 'demand_reminders', 'prepared_proposals'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('CREATE POLICY office ON %I TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job, mimamori_office', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['instalment_requests', 'instalment_plans', 'demand_terms'] LOOP
    EXECUTE format('CREATE POLICY customer ON %I TO mimamori_customer USING (customer_id = (SELECT scope.customer_id())) WITH CHECK (customer_id = (SELECT scope.customer_id()))', t);
  END LOOP;
END $$;
CREATE POLICY customer ON instalments FOR SELECT TO mimamori_customer USING (plan_id IN (SELECT p.id FROM instalment_plans p WHERE p.customer_id = (SELECT scope.customer_id())));
GRANT INSERT ON instalment_plans, instalments TO mimamori_office;
GRANT INSERT ON demand_terms TO mimamori_office, mimamori_job;
GRANT INSERT ON missed_instalments, demand_reminders, prepared_proposals TO mimamori_job;
GRANT UPDATE (ended_at, ended_why) ON instalment_plans TO mimamori_office, mimamori_job;
GRANT UPDATE (answered_at) ON instalment_requests TO mimamori_office;
GRANT UPDATE (ended_at, approval_id) ON prepared_proposals TO mimamori_office, mimamori_job;
-- A customer asks, and reads the plan without the officers behind it.
GRANT SELECT, INSERT ON instalment_requests TO mimamori_customer;
GRANT UPDATE (times, first_on, asked_at) ON instalment_requests TO mimamori_customer;
GRANT SELECT (id, demand_id, customer_id, times, total, repaid_before, agreed_at, ended_at, ended_why) ON instalment_plans TO mimamori_customer;
GRANT SELECT ON instalments TO mimamori_customer;
GRANT SELECT (id, demand_id, customer_id, due_on, why, since) ON demand_terms TO mimamori_customer;
REVOKE EXECUTE ON FUNCTION due_day FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_day TO mimamori_customer, mimamori_job, mimamori_office;

-- What customers themselves add to the timeline of their case.
ALTER POLICY customer ON case_events
  WITH CHECK (kind IN ('demand_opened', 'instalments_asked', 'customer_answered', 'customer_explained', 'reported', 'self_stopped', 'appealed')
              AND officer_id IS NULL AND case_id IN (SELECT id FROM fraud_cases WHERE customer_id = (SELECT scope.customer_id())));

-- A deadline that begins anew may be told anew.
GRANT UPDATE (told_at) ON case_clocks TO mimamori_office;

-- What the provider has taken back of repayments until now is owed again.
UPDATE demands d SET repaid_total = d.repaid_total - back.total, repaid_at = NULL,
  state = (CASE WHEN d.repaid_total = back.total THEN 'issued' ELSE 'partly_repaid' END)::"DemandState"
FROM (SELECT p.demand_id, sum(r.amount) AS total FROM reversals r JOIN repayments p ON p.id = r.repayment_id GROUP BY p.demand_id) back
WHERE back.demand_id = d.id;

-- As before, and the demand whose repayment it was is owed again.
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
    INSERT INTO reversals (provider, psp_ref, repayment_id, customer_id, amount, claimed, reversed_at) VALUES (p_provider, p_psp_ref, place.id, place.customer_id, part, part, p_now) RETURNING id INTO made;
    PERFORM post_journal(made, 'reversal', p_now, jsonb_build_array(
      jsonb_build_object('ledger', 'psp_clearing', 'amount', part), jsonb_build_object('ledger', 'receivable', 'owner', place.customer_id, 'amount', -part)));
    UPDATE demands d SET repaid_total = d.repaid_total - part, repaid_at = NULL,
      -- What was given up stays given up.
      state = (CASE WHEN d.state::text IN ('withdrawn', 'written_off') THEN d.state::text WHEN d.repaid_total = part THEN 'issued' ELSE 'partly_repaid' END)::"DemandState"
    WHERE d.id = place.demand_id;
    claimed := claimed + part;
    left_over := left_over - part;
  END LOOP;
  -- What officers sent back to the payer themselves was the same money.
  IF left_over > 0 AND NOT EXISTS (SELECT 1 FROM suspense_items x WHERE x.provider = p_provider AND x.psp_ref = p_psp_ref AND x.state = 'returned') THEN
    RAISE EXCEPTION 'money % has % less to take back', p_psp_ref, left_over USING ERRCODE = 'check_violation';
  END IF;
  RETURN claimed;
END $$;
