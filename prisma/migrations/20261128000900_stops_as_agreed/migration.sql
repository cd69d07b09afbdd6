-- Four eyes over everything that two officers decide about a case since: each row carries the proposal that says so, the
-- database compares both persons and what they agreed on, and one proposal is carried out once.

ALTER TABLE "stops" ADD COLUMN "approval_id" UUID, ADD COLUMN "lift_approval_id" UUID;
CREATE UNIQUE INDEX "stops_approval_id_key" ON "stops"("approval_id");
CREATE UNIQUE INDEX "stops_lift_approval_id_key" ON "stops"("lift_approval_id");
CREATE UNIQUE INDEX "instalment_plans_approval_id_key" ON "instalment_plans"("approval_id");
CREATE UNIQUE INDEX "demand_terms_approval_id_key" ON "demand_terms"("approval_id");
CREATE UNIQUE INDEX "demand_withdrawals_approval_id_key" ON "demand_withdrawals"("approval_id");
CREATE UNIQUE INDEX "write_offs_approval_id_key" ON "write_offs"("approval_id");
CREATE UNIQUE INDEX "resume_requests_approval_id_key" ON "resume_requests"("approval_id");

-- As before (20261128000800), and for stops: agreed on in this case, about this very target, and to let go this very stop.
CREATE OR REPLACE FUNCTION carried_out_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  new_row jsonb := to_jsonb(NEW);
  proposer uuid := (new_row ->> TG_ARGV[1])::uuid;
  approver uuid := (new_row ->> TG_ARGV[2])::uuid;
  agreed uuid;
BEGIN
  -- Not this row's business, or a row that its own constraint refuses.
  IF approver IS NULL OR proposer IS NULL OR approver = proposer THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND new_row ->> TG_ARGV[2] IS NOT DISTINCT FROM to_jsonb(OLD) ->> TG_ARGV[2] AND new_row ->> TG_ARGV[1] IS NOT DISTINCT FROM to_jsonb(OLD) ->> TG_ARGV[1] THEN
    RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[3], to_jsonb(OLD) -> TG_ARGV[3]));
  END IF;
  SELECT a.id INTO agreed FROM approvals a LEFT JOIN fraud_cases c ON c.id = a.case_id
  WHERE a.kind::text = TG_ARGV[0] AND a.state = 'approved' AND a.proposed_by = proposer AND a.decided_by = approver
    AND CASE WHEN new_row ? 'target_id' THEN a.case_id = (new_row ->> 'case_id')::uuid
                    AND (a.asked ->> 'target', a.asked ->> 'targetId') = (new_row ->> 'target', new_row ->> 'target_id')
                    AND coalesce(a.asked ->> 'stopId', new_row ->> 'id') = new_row ->> 'id'
             WHEN new_row ? 'case_id' THEN a.case_id = (new_row ->> 'case_id')::uuid OR c.customer_id = (new_row ->> 'customer_id')::uuid
             ELSE a.subject = 'store:' || (new_row ->> 'store_id') END
  ORDER BY a.decided_at DESC, a.id DESC LIMIT 1;
  IF agreed IS NULL THEN
    RAISE EXCEPTION '% without a proposal that these two agreed on', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'carried_out_as_agreed';
  END IF;
  RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[3], agreed));
END $$;
CREATE TRIGGER confirmed_as_agreed BEFORE INSERT OR UPDATE ON stops FOR EACH ROW EXECUTE FUNCTION carried_out_as_agreed('confirm_stop', 'proposed_by', 'approved_by', 'approval_id');
CREATE TRIGGER lifted_as_agreed BEFORE INSERT OR UPDATE ON stops FOR EACH ROW EXECUTE FUNCTION carried_out_as_agreed('lift_stop', 'lift_proposed_by', 'lift_approved_by', 'lift_approval_id');

-- What a stop held back is not let go without it: the stop says by whom it was lifted.
CREATE FUNCTION hold_ends_with_its_stop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM stops s WHERE s.id = NEW.stop_id AND s.level IN ('lapsed', 'lifted')) THEN
    RAISE EXCEPTION 'stop % still holds these payouts', NEW.stop_id USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_ends_with_its_stop';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hold_ends_with_its_stop BEFORE INSERT OR UPDATE ON payout_holds FOR EACH ROW
  WHEN (NEW.stop_id IS NOT NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION hold_ends_with_its_stop();

-- As before (20261128000500), and about this very demand: a plan in as many parts, a term on the very day that was agreed
-- on. The term of a plan that ended is the clock's and no officer's.
CREATE OR REPLACE FUNCTION agreed_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  new_row jsonb := to_jsonb(NEW);
BEGIN
  IF NEW.approval_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM approvals a WHERE a.id = NEW.approval_id AND a.kind = TG_ARGV[0]::"ApprovalKind" AND a.state = 'approved' AND a.case_id = NEW.case_id
                     AND a.proposed_by = NEW.proposed_by AND a.decided_by = NEW.approved_by AND a.asked ->> 'demandId' = new_row ->> 'demand_id'
                     AND CASE TG_ARGV[0] WHEN 'defer' THEN a.asked ->> 'dueOn' = new_row ->> 'due_on' ELSE a.asked ->> 'times' = new_row ->> 'times' END) THEN
    RAISE EXCEPTION '% was not agreed on by these two', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'agreed_by_two';
  END IF;
  IF NEW.approval_id IS NULL AND current_user = 'mimamori_office' THEN
    RAISE EXCEPTION '% by an officer without a proposal', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'agreed_by_two';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM demands d WHERE d.id = NEW.demand_id AND d.case_id = NEW.case_id AND d.customer_id = NEW.customer_id) THEN
    RAISE EXCEPTION 'demand % is not of this case', NEW.demand_id USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_of_case';
  END IF;
  RETURN NEW;
END $$;

-- As before (20261128000400), and it takes back the stop that was asked about: an old proposal releases no later stop.
CREATE OR REPLACE FUNCTION release_own_stop(p_approval uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  customer uuid;
  request uuid;
BEGIN
  SELECT split_part(a.subject, ':', 2)::uuid, (a.asked ->> 'requestId')::uuid INTO customer, request FROM approvals a
  WHERE a.id = p_approval AND a.kind = 'release_self_stop' AND a.state = 'approved' AND a.proposed_by <> a.decided_by AND a.decided_by = scope.officer_id();
  IF customer IS NULL THEN RAISE EXCEPTION 'approval % releases no stop', p_approval USING ERRCODE = 'insufficient_privilege'; END IF;
  UPDATE resume_requests r SET ended_at = p_now, approval_id = p_approval WHERE r.id = request AND r.customer_id = customer AND r.ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE wallets w SET self_stopped_at = NULL, standing = (CASE w.standing WHEN 'self_stopped' THEN 'active' ELSE w.standing END)::"Standing"
  WHERE w.customer_id = customer AND (w.self_stopped_at IS NOT NULL OR w.standing = 'self_stopped');
  RETURN FOUND;
END $$;
