-- What must not be written down even if the code is wrong.

ALTER TABLE wallets ADD CONSTRAINT wallet_not_below_zero CHECK (balance >= 0), ADD CONSTRAINT day_total_not_below_zero CHECK (spent_on_day >= 0);
ALTER TABLE payments ADD CONSTRAINT payment_positive CHECK (amount > 0 AND balance_after >= 0),
  ADD CONSTRAINT match_number_is_last_four CHECK (match_number = right(number, 4));
ALTER TABLE payment_keys ADD CONSTRAINT key_state_carries_its_facts CHECK (
  CASE state WHEN 'paid' THEN payment_id IS NOT NULL AND reason IS NULL
             WHEN 'refused' THEN payment_id IS NULL AND reason IS NOT NULL
             ELSE payment_id IS NULL AND reason IS NULL END),
  ADD CONSTRAINT key_length CHECK (length(key) BETWEEN 8 AND 100);
ALTER TABLE journal_entries ADD CONSTRAINT entry_moves_something CHECK (amount <> 0);
ALTER TABLE top_ups ADD CONSTRAINT top_up_positive CHECK (amount > 0 AND premium >= 0);
ALTER TABLE repayments ADD CONSTRAINT repayment_positive CHECK (amount >= 0 AND surplus >= 0 AND amount + surplus > 0);
ALTER TABLE demands ADD CONSTRAINT demand_four_eyes CHECK (approved_by <> proposed_by),
  ADD CONSTRAINT demand_positive CHECK (principal > 0),
  ADD CONSTRAINT demand_state_is_what_was_repaid CHECK (
    repaid_total BETWEEN 0 AND principal
    AND CASE state WHEN 'issued' THEN repaid_total = 0 WHEN 'partly_repaid' THEN repaid_total > 0 AND repaid_total < principal
                   ELSE repaid_total = principal END
    AND (state = 'repaid') = (repaid_at IS NOT NULL));
ALTER TABLE freezes
  ADD CONSTRAINT provisional_at_most_a_day CHECK (state <> 'provisional' OR (lapses_at IS NOT NULL AND lapses_at <= started_at + interval '24 hours')),
  ADD CONSTRAINT confirmed_by_two CHECK (state <> 'confirmed' OR (proposed_by IS NOT NULL AND approved_by IS NOT NULL AND approved_by <> proposed_by AND confirmed_at IS NOT NULL)),
  ADD CONSTRAINT lifted_by_two CHECK (state <> 'lifted' OR (lift_proposed_by IS NOT NULL AND lift_approved_by IS NOT NULL AND lift_approved_by <> lift_proposed_by AND ended_at IS NOT NULL)),
  ADD CONSTRAINT lapsed_has_an_end CHECK (state <> 'lapsed' OR ended_at IS NOT NULL);
-- One open freeze per customer: a second officer joins the first freeze, they don't pile up.
CREATE UNIQUE INDEX one_open_freeze ON freezes (customer_id) WHERE state IN ('provisional', 'confirmed');
ALTER TABLE approvals ADD CONSTRAINT approval_four_eyes CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  ADD CONSTRAINT approval_decision_is_whole CHECK (
    (state IN ('approved', 'sent_back')) = (decided_by IS NOT NULL AND decided_at IS NOT NULL AND decision_reason IS NOT NULL));
-- One proposal of a kind at a time for a case.
CREATE UNIQUE INDEX one_pending_proposal ON approvals (case_id, kind) WHERE state = 'proposed';
ALTER TABLE fraud_cases
  ADD CONSTRAINT verdict_is_whole CHECK ((verdict IS NULL) = (verdict_by IS NULL) AND (verdict IS NULL) = (verdict_at IS NULL) AND (verdict IS NULL) = (verdict_reason IS NULL)),
  ADD CONSTRAINT state_follows_verdict CHECK (
    CASE WHEN state IN ('confirmed', 'frozen', 'demanded', 'repaying', 'repaid') THEN verdict = 'confirmed'
         WHEN state = 'cleared' THEN verdict = 'cleared'
         WHEN state IN ('opened', 'checking_facts') THEN verdict IS NULL
         ELSE verdict IS NOT NULL END),
  ADD CONSTRAINT closed_has_an_end CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  ADD CONSTRAINT taken_has_an_owner CHECK (taken_at IS NULL OR owner_id IS NOT NULL);
-- A customer has one open case, later hits join it.
CREATE UNIQUE INDEX one_open_case ON fraud_cases (customer_id) WHERE state <> 'closed';
ALTER TABLE fact_checks ADD CONSTRAINT answer_is_whole CHECK (state <> 'answered' OR (answered_at IS NOT NULL AND answered_by IS NOT NULL)),
  ADD CONSTRAINT fact_check_names_payments CHECK (cardinality(payment_ids) BETWEEN 1 AND 20);
ALTER TABLE line_messages ADD CONSTRAINT accepted_has_a_time CHECK ((state = 'accepted') = (accepted_at IS NOT NULL));

-- Append only: nobody, not even the owner, edits what happened.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['journal_entries', 'case_events', 'fact_check_answers', 'rule_settings', 'screenings', 'repayments'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;

-- An audit entry may be sealed once and otherwise never changes.
CREATE FUNCTION seal_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.hash IS NOT NULL
     OR (NEW.id, NEW.recorded_at, NEW.actor_kind, NEW.actor_id, NEW.action, NEW.object_kind, NEW.object_id, NEW.purpose, NEW.details)
        IS DISTINCT FROM (OLD.id, OLD.recorded_at, OLD.actor_kind, OLD.actor_id, OLD.action, OLD.object_kind, OLD.object_id, OLD.purpose, OLD.details) THEN
    RAISE EXCEPTION 'audit_entries is append only' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
-- The sealer looks for what waits, once a minute, however long the log has become.
CREATE INDEX audit_unsealed ON audit_entries (recorded_at, id) WHERE hash IS NULL;
CREATE TRIGGER seal_only BEFORE UPDATE ON audit_entries FOR EACH ROW EXECUTE FUNCTION seal_only();
CREATE TRIGGER append_only BEFORE DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A demand is immutable but for what was received and opened.
CREATE FUNCTION demand_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.case_id, NEW.customer_id, NEW.principal, NEW.due_on, NEW.contents, NEW.contents_hash, NEW.proposed_by, NEW.approved_by, NEW.issued_at)
     IS DISTINCT FROM (OLD.id, OLD.number, OLD.case_id, OLD.customer_id, OLD.principal, OLD.due_on, OLD.contents, OLD.contents_hash, OLD.proposed_by, OLD.approved_by, OLD.issued_at) THEN
    RAISE EXCEPTION 'a demand cannot be changed after it is issued' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER demand_immutable BEFORE UPDATE ON demands FOR EACH ROW EXECUTE FUNCTION demand_immutable();

-- Conflict of interest: an officer tied to the customer, or to a store of the case's payments, has no part in the case.
CREATE FUNCTION officer_tied(p_officer uuid, p_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM officer_ties tie JOIN fraud_cases c ON c.id = p_case
    WHERE tie.officer_id = p_officer
      AND (tie.customer_id = c.customer_id
           OR tie.store_id IN (SELECT p.store_id FROM case_payments cp JOIN payments p ON p.id = cp.payment_id WHERE cp.case_id = p_case)))
$$;
CREATE FUNCTION refuse_tied_officer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE officer uuid;
BEGIN
  FOR officer IN SELECT value::uuid FROM jsonb_each_text(to_jsonb(NEW))
                 WHERE key IN ('proposed_by', 'decided_by', 'approved_by', 'started_by', 'lift_proposed_by', 'lift_approved_by', 'verdict_by', 'asked_by', 'owner_id', 'closed_by')
                   AND value IS NOT NULL
                   -- Only who is written now: a later hit at an officer's own store must not stop the case from recording it.
                   AND (TG_OP = 'INSERT' OR value IS DISTINCT FROM to_jsonb(OLD) ->> key) LOOP
    IF officer_tied(officer, CASE TG_TABLE_NAME WHEN 'fraud_cases' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'case_id')::uuid END) THEN
      RAISE EXCEPTION 'officer % is tied to a party of this case', officer USING ERRCODE = 'check_violation', CONSTRAINT = 'conflict_of_interest';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['approvals', 'freezes', 'demands', 'fact_checks', 'fraud_cases'] LOOP
    EXECUTE format('CREATE TRIGGER conflict_of_interest BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_tied_officer()', t);
  END LOOP;
END $$;
