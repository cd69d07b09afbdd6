-- Four eyes on every path, also on one that no code takes; and a timeline that shows when somebody changed it.

-- Whose parties an officer is: those they are registered as tied to, and themselves. The same LINE account or the same
-- telephone makes a customer, or a member of a store's staff, the same person (or one who lives with them). It reads
-- telephone numbers, so it runs with its owner's rights and answers with ids only.
CREATE FUNCTION officer_parties(p_officer uuid) RETURNS TABLE (customer_id uuid, store_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH own AS (SELECT o.line_user_id FROM officers o WHERE o.id = p_officer AND o.line_user_id IS NOT NULL),
       phones AS (SELECT c.phone FROM customers c JOIN own USING (line_user_id) UNION SELECT s.phone FROM staff s JOIN own USING (line_user_id) WHERE s.phone IS NOT NULL),
       customers_own AS (SELECT c.id FROM customers c JOIN own USING (line_user_id) UNION SELECT c.id FROM customers c JOIN phones USING (phone)),
       staff_own AS (SELECT s.id FROM staff s JOIN own USING (line_user_id) UNION SELECT s.id FROM staff s JOIN phones USING (phone))
  SELECT tie.customer_id, tie.store_id FROM officer_ties tie WHERE tie.officer_id = p_officer
  UNION ALL SELECT c.id, NULL FROM customers_own c
  UNION ALL SELECT NULL, ss.store_id FROM staff_stores ss JOIN staff_own s ON s.id = ss.staff_id
$$;
CREATE INDEX staff_phone ON staff (phone);
GRANT SELECT ON staff_stores TO mimamori_money;
GRANT SELECT (id, phone, line_user_id) ON staff TO mimamori_money;
GRANT SELECT (id, role, line_user_id) ON officers TO mimamori_money;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['staff', 'staff_stores', 'officers', 'officer_ties', 'customers'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_policies WHERE tablename = t AND 'mimamori_money' = ANY (roles)) THEN
      EXECUTE format('CREATE POLICY money ON %I FOR SELECT TO mimamori_money USING (current_user = ''mimamori_money'')', t);
    END IF;
  END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION officer_parties FROM PUBLIC;
ALTER FUNCTION officer_parties OWNER TO mimamori_money;
GRANT EXECUTE ON FUNCTION officer_parties TO mimamori_office, mimamori_job;

-- Parties of a case are its customer, its store, and the customers and stores of its payments.
CREATE OR REPLACE FUNCTION officer_tied(p_officer uuid, p_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM officer_parties(p_officer) party JOIN fraud_cases c ON c.id = p_case
    WHERE party.customer_id = c.customer_id OR party.store_id = c.store_id
       OR EXISTS (SELECT 1 FROM case_payments cp JOIN payments p ON p.id = cp.payment_id
                  WHERE cp.case_id = p_case AND (p.store_id = party.store_id OR p.customer_id = party.customer_id)))
$$;
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
                     WHERE CASE subject_id WHEN 'customer' THEN party.customer_id::text WHEN 'store' THEN party.store_id::text END = split_part(p_subject, ':', 3));
    -- Whose money it would be, if what is proposed now is approved.
    WHEN 'suspense' THEN
      RETURN EXISTS (SELECT 1 FROM approvals a JOIN officer_parties(p_officer) party ON party.customer_id IS NOT NULL
                     WHERE a.subject = p_subject AND a.kind = 'assign_suspense' AND a.state = 'proposed'
                       AND (EXISTS (SELECT 1 FROM customers c WHERE c.id = party.customer_id AND c.code = a.asked ->> 'reference')
                            OR EXISTS (SELECT 1 FROM demands d WHERE d.customer_id = party.customer_id AND d.number = a.asked ->> 'reference')));
    ELSE RETURN false;
  END CASE;
END $$;

-- A proposal is made, and decided once, by somebody who works here and does more than read. What was proposed stays as it
-- was, an officer writes in their own name and in time, and the clock only lets proposals expire.
CREATE FUNCTION approval_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE written uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.proposed_by WHEN NEW.decided_by IS DISTINCT FROM OLD.decided_by THEN NEW.decided_by END;
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
  IF OLD.state <> 'proposed'
     OR (to_jsonb(NEW) - ARRAY['state', 'decided_by', 'decided_at', 'decision_reason']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'decided_by', 'decided_at', 'decision_reason']) THEN
    RAISE EXCEPTION 'a proposal is decided once and otherwise never changes' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_stays';
  END IF;
  IF NEW.state IN ('approved', 'sent_back') AND (current_user <> 'mimamori_office' OR NEW.decided_by IS DISTINCT FROM scope.officer_id() OR NEW.decided_at >= OLD.expires_at) THEN
    RAISE EXCEPTION 'a decision in somebody else''s name, or too late' USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_in_own_name';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_as_agreed BEFORE INSERT OR UPDATE ON approvals FOR EACH ROW EXECUTE FUNCTION approval_as_agreed();

-- What two people agreed on carries the proposal that says so. The trigger finds it by kind, subject and both persons and
-- writes it down; one proposal is carried out once. Arguments: kind, proposer's column, approver's column, column of the proposal.
CREATE FUNCTION carried_out_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
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
    AND CASE WHEN new_row ? 'case_id' THEN a.case_id = (new_row ->> 'case_id')::uuid OR c.customer_id = (new_row ->> 'customer_id')::uuid
             ELSE a.subject = 'store:' || (new_row ->> 'store_id') END
  ORDER BY a.decided_at DESC, a.id DESC LIMIT 1;
  IF agreed IS NULL THEN
    RAISE EXCEPTION '% without a proposal that these two agreed on', TG_TABLE_NAME USING ERRCODE = 'check_violation', CONSTRAINT = 'carried_out_as_agreed';
  END IF;
  RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[3], agreed));
END $$;
ALTER TABLE "freezes" ADD COLUMN "approval_id" UUID, ADD COLUMN "lift_approval_id" UUID;
ALTER TABLE "demands" ADD COLUMN "approval_id" UUID;
ALTER TABLE "payout_holds" ADD COLUMN "approval_id" UUID;
CREATE UNIQUE INDEX "freezes_approval_id_key" ON "freezes"("approval_id");
CREATE UNIQUE INDEX "freezes_lift_approval_id_key" ON "freezes"("lift_approval_id");
CREATE UNIQUE INDEX "demands_approval_id_key" ON "demands"("approval_id");
CREATE UNIQUE INDEX "payout_holds_approval_id_key" ON "payout_holds"("approval_id");
CREATE TRIGGER confirmed_as_agreed BEFORE INSERT OR UPDATE ON freezes FOR EACH ROW EXECUTE FUNCTION carried_out_as_agreed('confirm_freeze', 'proposed_by', 'approved_by', 'approval_id');
CREATE TRIGGER lifted_as_agreed BEFORE INSERT OR UPDATE ON freezes FOR EACH ROW EXECUTE FUNCTION carried_out_as_agreed('unfreeze', 'lift_proposed_by', 'lift_approved_by', 'lift_approval_id');
CREATE TRIGGER demanded_as_agreed BEFORE INSERT OR UPDATE ON demands FOR EACH ROW EXECUTE FUNCTION carried_out_as_agreed('demand', 'proposed_by', 'approved_by', 'approval_id');
CREATE TRIGGER resumed_as_agreed BEFORE INSERT OR UPDATE ON payout_holds FOR EACH ROW EXECUTE FUNCTION carried_out_as_agreed('release_payout', 'proposed_by', 'approved_by', 'approval_id');

-- 時系列, sealed: each event of a case carries the hash of the one before it, in the order in which they were sealed.
ALTER TABLE "case_events" ADD COLUMN "chain_index" INTEGER, ADD COLUMN "prev_hash" TEXT, ADD COLUMN "hash" TEXT;
CREATE UNIQUE INDEX "case_events_case_id_chain_index_key" ON "case_events"("case_id", "chain_index");
ALTER TABLE case_events ADD CONSTRAINT seal_is_whole CHECK ((hash IS NULL) = (chain_index IS NULL) AND (hash IS NULL) = (prev_hash IS NULL));
-- The sealer looks for what waits, once a minute, however long the timelines have become.
CREATE INDEX events_unsealed ON case_events (case_id) WHERE hash IS NULL;
DROP TRIGGER append_only ON case_events;
CREATE FUNCTION event_sealed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.hash IS NOT NULL THEN RAISE EXCEPTION 'an event comes without a seal' USING ERRCODE = 'restrict_violation'; END IF;
  ELSIF OLD.hash IS NOT NULL OR (to_jsonb(NEW) - ARRAY['chain_index', 'prev_hash', 'hash']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['chain_index', 'prev_hash', 'hash']) THEN
    RAISE EXCEPTION 'case_events is append only' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sealed_once BEFORE INSERT OR UPDATE ON case_events FOR EACH ROW EXECUTE FUNCTION event_sealed_once();
CREATE TRIGGER append_only BEFORE DELETE ON case_events FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- sha256 over what came before and everything that an event says, in one spelling.
CREATE FUNCTION event_hash(p_before text, p_index integer, p_event case_events) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(p_before, p_index, p_event.id, p_event.case_id, to_char(p_event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    p_event.kind, p_event.officer_id, p_event.details)::text, 'UTF8')), 'hex')
$$;

-- Seals what a case's timeline holds and is not sealed yet. One sealer of a case at a time; twice is the same as once.
CREATE FUNCTION seal_case(p_case uuid) RETURNS TABLE (sealed integer, events integer, head text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  event case_events;
  before text := repeat('0', 64);
  place integer := 0;
  written integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('seal-case:' || p_case, 0));
  SELECT e.chain_index, e.hash INTO place, before FROM case_events e WHERE e.case_id = p_case AND e.hash IS NOT NULL ORDER BY e.chain_index DESC LIMIT 1;
  place := coalesce(place, 0);
  before := coalesce(before, repeat('0', 64));
  FOR event IN SELECT * FROM case_events e WHERE e.case_id = p_case AND e.hash IS NULL ORDER BY e.at, e.id LOOP
    place := place + 1;
    written := written + 1;
    UPDATE case_events e SET chain_index = place, prev_hash = before, hash = event_hash(before, place, event) WHERE e.id = event.id RETURNING e.hash INTO before;
  END LOOP;
  RETURN QUERY SELECT written, place, before;
END $$;

-- Walks a case's chain. `broken_at` is the place of the first event that doesn't fit: changed, missing or moved.
CREATE FUNCTION verify_case(p_case uuid) RETURNS TABLE (events integer, broken_at integer) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  event case_events;
  before text := repeat('0', 64);
  place integer := 0;
BEGIN
  FOR event IN SELECT * FROM case_events e WHERE e.case_id = p_case AND e.hash IS NOT NULL ORDER BY e.chain_index LOOP
    place := place + 1;
    IF event.chain_index <> place OR event.prev_hash <> before OR event.hash <> event_hash(before, place, event) THEN
      RETURN QUERY SELECT place, place;
      RETURN;
    END IF;
    before := event.hash;
  END LOOP;
  RETURN QUERY SELECT place, NULL::integer;
END $$;
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_policies WHERE tablename = 'case_events' AND 'mimamori_money' = ANY (roles)) THEN
    CREATE POLICY money ON case_events TO mimamori_money USING (current_user = 'mimamori_money') WITH CHECK (current_user = 'mimamori_money');
  END IF;
END $$;
GRANT SELECT, UPDATE (chain_index, prev_hash, hash) ON case_events TO mimamori_money;
REVOKE EXECUTE ON FUNCTION seal_case, verify_case, event_hash FROM PUBLIC;
GRANT EXECUTE ON FUNCTION event_hash TO mimamori_money, mimamori_office, mimamori_job;
ALTER FUNCTION seal_case OWNER TO mimamori_money;
GRANT EXECUTE ON FUNCTION seal_case, verify_case TO mimamori_office, mimamori_job;
