-- The case itself: whose turn it is by the clock, who is there to be called, and what a state must be able to show for itself.

-- Who is there. Days are Japan's, both ends included.
ALTER TABLE "officers" ADD COLUMN "absent_from" DATE, ADD COLUMN "absent_until" DATE, ADD COLUMN "mail" TEXT, ADD COLUMN "duty_order" INTEGER NOT NULL DEFAULT 100, ADD COLUMN "trained_on" DATE;
ALTER TABLE officers
  ADD CONSTRAINT absence_is_whole CHECK ((absent_from IS NULL) = (absent_until IS NULL) AND absent_until >= absent_from),
  ADD CONSTRAINT mail_is_an_address CHECK (mail ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(mail) <= 254),
  ADD CONSTRAINT duty_order_counts CHECK (duty_order BETWEEN 1 AND 999);
GRANT SELECT (absent_from, absent_until, mail, duty_order, trained_on) ON officers TO mimamori_office;
GRANT UPDATE (on_duty, absent_from, absent_until, mail, duty_order, trained_on) ON officers TO mimamori_office;

-- Everybody says when they themselves are away; only a chief changes anything else, or anybody else.
CREATE FUNCTION officer_changed_by() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'mimamori_office'
     AND NOT EXISTS (SELECT 1 FROM officers o WHERE o.id = scope.officer_id() AND o.role = 'chief')
     AND (NEW.id <> scope.officer_id() OR (NEW.mail, NEW.duty_order, NEW.trained_on) IS DISTINCT FROM (OLD.mail, OLD.duty_order, OLD.trained_on)) THEN
    RAISE EXCEPTION 'only a chief changes this of an officer' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER officer_changed_by BEFORE UPDATE ON officers FOR EACH ROW EXECUTE FUNCTION officer_changed_by();

-- Whom an immediate case that nobody took was passed on to, one after another; without an officer: to everybody's mail, once a case.
CREATE TABLE "case_escalations" (
    "case_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "officer_id" UUID,
    CONSTRAINT "case_escalations_pkey" PRIMARY KEY ("case_id","step")
);
ALTER TABLE "case_escalations" ADD CONSTRAINT "case_escalations_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE case_escalations ADD CONSTRAINT steps_count_from_one CHECK (step >= 1);
CREATE UNIQUE INDEX one_mail_per_case ON case_escalations (case_id) WHERE officer_id IS NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON case_escalations FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON case_escalations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE case_escalations ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_escalations FORCE ROW LEVEL SECURITY;
CREATE POLICY job ON case_escalations TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL);
CREATE POLICY office ON case_escalations FOR SELECT TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL);
GRANT SELECT, INSERT ON case_escalations TO mimamori_job;
GRANT SELECT ON case_escalations TO mimamori_office;

-- A clock that begins anew has been told to nobody.
GRANT UPDATE (started_at) ON case_clocks TO mimamori_job;
GRANT UPDATE (started_at, told_at) ON case_clocks TO mimamori_office;
ALTER TABLE case_clocks ADD CONSTRAINT told_after_it_passed CHECK (told_at >= due_at), ADD CONSTRAINT runs_forward CHECK (due_at >= started_at);

-- Cases that are open get the clocks they would have had.
ALTER TABLE case_clocks NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fraud_cases NO FORCE ROW LEVEL SECURITY;
ALTER TABLE case_events NO FORCE ROW LEVEL SECURITY;
INSERT INTO case_clocks (case_id, kind, ref, started_at, due_at, told_at)
  SELECT c.id, 'acknowledge', '', c.opened_at, c.acknowledge_by,
         (SELECT min(e.at) FROM case_events e WHERE e.case_id = c.id AND e.kind = 'overdue' AND e.details ->> 'what' = 'acknowledge' AND e.at >= c.acknowledge_by)
  FROM fraud_cases c WHERE c.state = 'opened' AND c.acknowledge_by >= c.opened_at;
INSERT INTO case_clocks (case_id, kind, ref, started_at, due_at)
  SELECT c.id, 'verdict', '', c.opened_at, greatest(c.acknowledge_by, c.opened_at) FROM fraud_cases c WHERE c.state IN ('opened', 'checking_facts');
-- A case that somebody works on is somebody's.
UPDATE fraud_cases SET owner_id = coalesce(verdict_by, closed_by) WHERE owner_id IS NULL AND state <> 'opened';
ALTER TABLE case_clocks FORCE ROW LEVEL SECURITY;
ALTER TABLE fraud_cases FORCE ROW LEVEL SECURITY;
ALTER TABLE case_events FORCE ROW LEVEL SECURITY;
ALTER TABLE fraud_cases ADD CONSTRAINT worked_on_by_somebody CHECK (state = 'opened' OR owner_id IS NOT NULL);

-- A state is what it says. At commit, because a freeze or a demand and the case's state are written one after the other.
CREATE FUNCTION state_has_its_facts() RETURNS trigger LANGUAGE plpgsql AS $$
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
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER state_has_its_facts AFTER INSERT OR UPDATE OF state ON fraud_cases
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION state_has_its_facts();

-- The same from the other side: a freeze that ends, or one that begins in a case that is closed.
CREATE FUNCTION freeze_fits_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM freezes f WHERE f.customer_id = NEW.customer_id AND f.state = 'confirmed')
     AND EXISTS (SELECT 1 FROM fraud_cases c WHERE c.customer_id = NEW.customer_id AND c.state = 'frozen') THEN
    RAISE EXCEPTION 'a case of customer % is frozen, and they are not', NEW.customer_id USING ERRCODE = 'check_violation', CONSTRAINT = 'frozen_has_a_freeze';
  END IF;
  IF EXISTS (SELECT 1 FROM freezes f JOIN fraud_cases c ON c.id = f.case_id WHERE f.id = NEW.id AND f.state IN ('provisional', 'confirmed') AND c.state = 'closed') THEN
    RAISE EXCEPTION 'case % is closed', NEW.case_id USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_stops_nobody';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER freeze_fits_case AFTER INSERT OR UPDATE OF state ON freezes
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION freeze_fits_case();

-- And a demand that is withdrawn.
CREATE FUNCTION withdrawn_fits_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fraud_cases c WHERE c.id = NEW.case_id AND c.state IN ('demanded', 'repaying', 'repaid', 'written_off'))
     AND NOT EXISTS (SELECT 1 FROM demands d WHERE d.case_id = NEW.case_id AND to_jsonb(d) ->> 'withdrawn_at' IS NULL) THEN
    RAISE EXCEPTION 'demand % was the case''s last', NEW.number USING ERRCODE = 'check_violation', CONSTRAINT = 'owed_has_a_demand';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER withdrawn_fits_case AFTER UPDATE ON demands DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (to_jsonb(OLD) ->> 'withdrawn_at' IS DISTINCT FROM to_jsonb(NEW) ->> 'withdrawn_at') EXECUTE FUNCTION withdrawn_fits_case();

-- A link that an officer made by hand has a reason, and can be ended by hand; those that alerts and opened cases made stay.
ALTER TABLE "case_links" ADD COLUMN "reason" TEXT, ADD COLUMN "ended_at" TIMESTAMPTZ(3), ADD COLUMN "ended_by" UUID;
ALTER TABLE case_links
  ADD CONSTRAINT by_hand_has_an_officer CHECK (reason IS NULL OR officer_id IS NOT NULL),
  ADD CONSTRAINT ended_by_hand CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL OR reason IS NOT NULL));
DROP TRIGGER append_only ON case_links;
CREATE FUNCTION link_ends_or_begins_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.from_case_id, NEW.to_case_id) IS DISTINCT FROM (OLD.from_case_id, OLD.to_case_id)
     OR (OLD.ended_at IS NULL AND (NEW.at, NEW.officer_id, NEW.reason) IS DISTINCT FROM (OLD.at, OLD.officer_id, OLD.reason)) THEN
    RAISE EXCEPTION 'a link only ends, or begins anew' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER link_ends_or_begins_anew BEFORE UPDATE OR DELETE ON case_links FOR EACH ROW EXECUTE FUNCTION link_ends_or_begins_anew();
GRANT UPDATE (at, officer_id, reason, ended_at, ended_by) ON case_links TO mimamori_job, mimamori_office;

CREATE OR REPLACE FUNCTION linked_cases(p_case uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT to_case_id FROM case_links WHERE from_case_id = p_case AND ended_at IS NULL
  UNION SELECT from_case_id FROM case_links WHERE to_case_id = p_case AND ended_at IS NULL
$$;

-- Customers who share a device, a telephone number, a home or a card with one, as the detectors remember them
-- (server/fraud/dossiers). Officers see who, and nothing else of what is remembered about people.
CREATE FUNCTION customers_sharing(p_customer uuid) RETURNS TABLE (why text, customer_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH own AS (SELECT d.dossier FROM dossiers d WHERE d.key = 'customer:' || p_customer AND scope.officer_id() IS NOT NULL),
  keys AS (
    SELECT 'device' AS why, 'device:' || (used ->> 'id') AS key FROM own, json_array_elements(own.dossier -> 'devices') used
    UNION SELECT 'phone', 'phone:' || (own.dossier ->> 'phone') FROM own
    UNION SELECT 'home', 'home:' || (own.dossier ->> 'home') FROM own
    UNION SELECT 'card', 'card:' || (bought ->> 'card') FROM own, json_array_elements(own.dossier -> 'topUps') bought)
  SELECT DISTINCT k.why, (sharer ->> 'customerId')::uuid FROM keys k JOIN dossiers d ON d.key = k.key, json_array_elements(d.dossier -> 'customers') sharer
  WHERE sharer ->> 'customerId' <> p_customer::text ORDER BY 1, 2 LIMIT 200
$$;
REVOKE EXECUTE ON FUNCTION customers_sharing FROM PUBLIC;
GRANT EXECUTE ON FUNCTION customers_sharing TO mimamori_office;
ALTER FUNCTION customers_sharing OWNER TO mimamori_watch;
CREATE POLICY watch ON dossiers FOR SELECT TO mimamori_watch USING (current_user = 'mimamori_watch');
GRANT SELECT ON dossiers TO mimamori_watch;
