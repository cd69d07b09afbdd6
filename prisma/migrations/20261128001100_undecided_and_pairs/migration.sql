-- 判断できない: a verdict that finds nothing. The case stays in 確認中 with it until somebody closes it or something new
-- comes; nothing is taken from anybody on its ground.
ALTER TABLE fraud_cases
  DROP CONSTRAINT state_follows_verdict,
  ADD CONSTRAINT state_follows_verdict CHECK (
    CASE WHEN state IN ('confirmed', 'frozen', 'demanded', 'repaying', 'repaid', 'written_off') THEN verdict IS NOT DISTINCT FROM 'confirmed'
         WHEN state = 'cleared' THEN verdict IS NOT DISTINCT FROM 'cleared'
         WHEN state = 'opened' THEN verdict IS NULL
         WHEN state = 'checking_facts' THEN verdict IS NULL OR verdict = 'undecided'
         ELSE verdict IS NOT NULL END),
  ADD CONSTRAINT undecided_says_what_was_missing CHECK (verdict IS DISTINCT FROM 'undecided' OR coalesce(btrim(verdict_note), '') <> '');
-- A payment is found to be something or not. Rules learn from these, so one that nobody could judge has no verdict.
ALTER TABLE case_payments ADD CONSTRAINT payment_is_found_or_not CHECK (verdict IS DISTINCT FROM 'undecided');

-- Two people take something from somebody only on a finding. At commit: the verdict may be written in the same transaction.
CREATE FUNCTION taken_on_a_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM fraud_cases c WHERE c.id = NEW.case_id AND c.verdict = 'confirmed') THEN
    RAISE EXCEPTION 'case % found nothing to take', NEW.case_id USING ERRCODE = 'check_violation', CONSTRAINT = 'taken_on_a_finding';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER taken_on_a_finding AFTER INSERT ON demands DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION taken_on_a_finding();
CREATE CONSTRAINT TRIGGER taken_on_a_finding AFTER INSERT OR UPDATE OF state ON freezes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'confirmed') EXECUTE FUNCTION taken_on_a_finding();

-- A case that is over stops no store and no device either, seen from both sides.
CREATE FUNCTION closed_holds_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM stops s JOIN fraud_cases c ON c.id = s.case_id
             WHERE c.state = 'closed' AND s.level IN ('provisional', 'confirmed')
               AND c.id = (CASE TG_TABLE_NAME WHEN 'fraud_cases' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'case_id' END)::uuid) THEN
    RAISE EXCEPTION 'a closed case still stops somebody' USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_stops_nobody';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER closed_holds_nothing AFTER UPDATE OF state ON fraud_cases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'closed') EXECUTE FUNCTION closed_holds_nothing();
CREATE CONSTRAINT TRIGGER closed_holds_nothing AFTER INSERT OR UPDATE OF level ON stops DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.level IN ('provisional', 'confirmed')) EXECUTE FUNCTION closed_holds_nothing();

-- A pair, 「<customer>:<store>」: one customer at one store. Its case names both, and holds that customer's payments there.
ALTER TABLE fraud_cases
  DROP CONSTRAINT case_names_its_subject,
  ADD CONSTRAINT case_names_its_subject CHECK (
    customer_id IS NOT DISTINCT FROM (CASE subject_kind WHEN 'customer' THEN subject_id::uuid WHEN 'pair' THEN split_part(subject_id, ':', 1)::uuid END)
    AND store_id IS NOT DISTINCT FROM (CASE subject_kind WHEN 'store' THEN subject_id::uuid WHEN 'pair' THEN split_part(subject_id, ':', 2)::uuid END));
-- A customer has one open case, about themselves or about them at one store: one freeze, one demand, one officer.
CREATE UNIQUE INDEX one_open_case_of_a_customer ON fraud_cases (customer_id) WHERE state <> 'closed' AND customer_id IS NOT NULL;
-- Rules see customers, stores and things. Which of their hits are about a pair is the cases' question.
ALTER TABLE alerts ADD CONSTRAINT alerts_are_not_about_pairs CHECK (subject_kind <> 'pair');

-- A case is about somebody else never, and about more only in one way: a pair's becomes its customer's.
CREATE FUNCTION subject_only_widens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.subject_kind <> 'pair' OR NEW.subject_kind <> 'customer' OR NEW.customer_id IS DISTINCT FROM OLD.customer_id THEN
    RAISE EXCEPTION 'case % is about somebody else now', OLD.number USING ERRCODE = 'restrict_violation', CONSTRAINT = 'subject_only_widens';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER subject_only_widens BEFORE UPDATE ON fraud_cases FOR EACH ROW
  WHEN ((OLD.subject_kind, OLD.subject_id) IS DISTINCT FROM (NEW.subject_kind, NEW.subject_id)) EXECUTE FUNCTION subject_only_widens();

-- Orders can be about a pair, and whoever is tied to one of the two has no part in them.
ALTER TABLE rule_orders
  DROP CONSTRAINT order_subject_is_known,
  ADD CONSTRAINT order_subject_is_known CHECK (subject_kind IN ('customer', 'store', 'device', 'ip', 'home', 'card', 'pair')),
  ADD CONSTRAINT pairs_are_not_watched CHECK (subject_kind <> 'pair' OR kind <> 'watch');
CREATE OR REPLACE FUNCTION officer_tied_to(p_officer uuid, p_subject text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE subject_id text := split_part(p_subject, ':', 2);
BEGIN
  CASE split_part(p_subject, ':', 1)
    WHEN 'case' THEN RETURN officer_tied(p_officer, subject_id::uuid);
    WHEN 'payment' THEN
      RETURN EXISTS (SELECT 1 FROM officer_parties(p_officer) party JOIN payments p ON p.id = subject_id::uuid
                     WHERE party.customer_id = p.customer_id OR party.store_id = p.store_id);
    WHEN 'store' THEN RETURN EXISTS (SELECT 1 FROM officer_parties(p_officer) party WHERE party.store_id = subject_id::uuid);
    WHEN 'customer' THEN RETURN EXISTS (SELECT 1 FROM officer_parties(p_officer) party WHERE party.customer_id = subject_id::uuid);
    WHEN 'suspect' THEN
      RETURN EXISTS (SELECT 1 FROM officer_parties(p_officer) party
                     WHERE CASE WHEN subject_id IN ('customer', 'pair') THEN party.customer_id::text WHEN subject_id = 'store' THEN party.store_id::text END = split_part(p_subject, ':', 3)
                        OR (subject_id = 'pair' AND party.store_id::text = split_part(p_subject, ':', 4)));
    -- Whose money it would be, if what is proposed now is approved.
    WHEN 'suspense' THEN
      RETURN EXISTS (SELECT 1 FROM approvals a JOIN officer_parties(p_officer) party ON party.customer_id IS NOT NULL
                     WHERE a.subject = p_subject AND a.kind = 'assign_suspense' AND a.state = 'proposed'
                       AND (EXISTS (SELECT 1 FROM customers c WHERE c.id = party.customer_id AND c.code = a.asked ->> 'reference')
                            OR EXISTS (SELECT 1 FROM demands d WHERE d.customer_id = party.customer_id AND d.number = a.asked ->> 'reference')));
    ELSE RETURN false;
  END CASE;
END $$;

-- When a store added to its answer: the worker takes an undecided case up again for what came after its verdict.
CREATE POLICY job ON fact_check_additions FOR SELECT TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL);
GRANT SELECT (id, added_at) ON fact_check_additions TO mimamori_job;
