-- What ends without being carried out: a proposal that its proposer takes back, and a wish for instalments that is declined.

-- Taking back is nobody's decision: it has its own columns, and no second officer.
ALTER TABLE "approvals" ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3), ADD COLUMN "withdrawal_reason" TEXT;
ALTER TABLE approvals ADD CONSTRAINT withdrawal_is_whole CHECK (
  (state = 'withdrawn') = (withdrawn_at IS NOT NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL));

-- As before, and: only the proposer takes a proposal back, while it waits and in time.
CREATE OR REPLACE FUNCTION approval_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  written uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.proposed_by WHEN NEW.decided_by IS DISTINCT FROM OLD.decided_by THEN NEW.decided_by END;
  ending text[] := ARRAY['state', 'decided_by', 'decided_at', 'decision_reason', 'withdrawn_at', 'withdrawal_reason'];
BEGIN
  IF written IS NOT NULL AND NOT EXISTS (SELECT 1 FROM officers o WHERE o.id = written AND o.role <> 'auditor' AND o.employment = 'active') THEN
    RAISE EXCEPTION 'officer % has no part in proposals', written USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_by_who_may';
  END IF;
  IF current_user NOT IN ('mimamori_office', 'mimamori_job') THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' OR (current_user = 'mimamori_office' AND NEW.proposed_by IS DISTINCT FROM scope.officer_id()) THEN
      RAISE EXCEPTION 'a proposal in somebody else''s name' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposed_in_own_name';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' OR (to_jsonb(NEW) - ending) IS DISTINCT FROM (to_jsonb(OLD) - ending) THEN
    RAISE EXCEPTION 'a proposal is decided once and otherwise never changes' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_stays';
  END IF;
  IF NEW.state IN ('approved', 'sent_back') AND (current_user <> 'mimamori_office' OR NEW.decided_by IS DISTINCT FROM scope.officer_id() OR NEW.decided_at >= OLD.expires_at) THEN
    RAISE EXCEPTION 'a decision in somebody else''s name, or too late' USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_in_own_name';
  END IF;
  IF NEW.state = 'withdrawn' AND (current_user <> 'mimamori_office' OR OLD.proposed_by IS DISTINCT FROM scope.officer_id() OR NEW.withdrawn_at >= OLD.expires_at) THEN
    RAISE EXCEPTION 'a proposal is taken back by its proposer, and in time' USING ERRCODE = 'check_violation', CONSTRAINT = 'withdrawn_by_its_proposer';
  END IF;
  RETURN NEW;
END $$;

-- A declined wish says what the customer can do instead, by a word from a list: an officer's own sentence stays inside.
ALTER TABLE "instalment_requests" ADD COLUMN "declined_by" UUID, ADD COLUMN "instead" TEXT;
ALTER TABLE instalment_requests ADD CONSTRAINT decline_is_whole CHECK (
  (declined_by IS NULL) = (instead IS NULL) AND (declined_by IS NULL OR answered_at IS NOT NULL) AND instead IN ('fewer-times', 'earlier-day', 'talk-first'));

-- What is answered stays as it was asked and answered; whoever declines does so in their own name, and is no party.
CREATE FUNCTION wish_answered_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.answered_at IS NOT NULL THEN
    RAISE EXCEPTION 'a wish is answered once and then stays' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.declined_by IS NOT NULL
     AND (current_user <> 'mimamori_office' OR NEW.declined_by IS DISTINCT FROM scope.officer_id()
          OR EXISTS (SELECT 1 FROM demands d WHERE d.id = NEW.demand_id AND officer_tied(NEW.declined_by, d.case_id))
          OR EXISTS (SELECT 1 FROM approvals a JOIN demands d ON d.case_id = a.case_id WHERE d.id = NEW.demand_id AND a.kind = 'instalments' AND a.state = 'proposed')) THEN
    RAISE EXCEPTION 'this officer cannot decline the wish now' USING ERRCODE = 'check_violation', CONSTRAINT = 'declined_by_who_may';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER wish_answered_once BEFORE UPDATE ON instalment_requests FOR EACH ROW EXECUTE FUNCTION wish_answered_once();

GRANT UPDATE (declined_by, instead) ON instalment_requests TO mimamori_office;
-- A customer reads what was answered, not by whom.
REVOKE SELECT ON instalment_requests FROM mimamori_customer;
GRANT SELECT (id, demand_id, customer_id, times, first_on, asked_at, answered_at, instead) ON instalment_requests TO mimamori_customer;
REVOKE INSERT ON instalment_requests FROM mimamori_customer;
GRANT INSERT (id, demand_id, customer_id, times, first_on, asked_at) ON instalment_requests TO mimamori_customer;
