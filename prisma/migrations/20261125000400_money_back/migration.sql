-- Money back: same-day voids by a store, refunds that two officers agreed on, and functions that two officers let run
-- again. Reversals are new entries: nothing that was written is ever changed.

ALTER TABLE "refunds" ADD COLUMN "approval_id" UUID;
CREATE UNIQUE INDEX "refunds_approval_id_key" ON "refunds"("approval_id");
ALTER TABLE refunds ADD CONSTRAINT refund_names_its_proposal CHECK ((kind = 'refund') = (approval_id IS NOT NULL));

-- Conflict of interest, whatever a proposal is about: 「case:<id>」, 「payment:<id>」. Nobody is tied to a function.
CREATE FUNCTION officer_tied_to(p_officer uuid, p_subject text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE subject_id text := split_part(p_subject, ':', 2);
BEGIN
  CASE split_part(p_subject, ':', 1)
    WHEN 'case' THEN RETURN officer_tied(p_officer, subject_id::uuid);
    WHEN 'payment' THEN
      RETURN EXISTS (SELECT 1 FROM officer_ties tie JOIN payments p ON p.id = subject_id::uuid
                     WHERE tie.officer_id = p_officer AND (tie.customer_id = p.customer_id OR tie.store_id = p.store_id));
    ELSE RETURN false;
  END CASE;
END $$;
CREATE OR REPLACE FUNCTION refuse_tied_officer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  officer uuid;
  subject text := CASE TG_TABLE_NAME WHEN 'approvals' THEN to_jsonb(NEW) ->> 'subject' WHEN 'refunds' THEN 'payment:' || (to_jsonb(NEW) ->> 'payment_id')
                                     WHEN 'fraud_cases' THEN 'case:' || (to_jsonb(NEW) ->> 'id') ELSE 'case:' || (to_jsonb(NEW) ->> 'case_id') END;
BEGIN
  FOR officer IN SELECT value::uuid FROM jsonb_each_text(to_jsonb(NEW))
                 WHERE key IN ('proposed_by', 'decided_by', 'approved_by', 'started_by', 'lift_proposed_by', 'lift_approved_by', 'verdict_by', 'asked_by', 'owner_id', 'closed_by')
                   AND value IS NOT NULL
                   -- Only who is written now: a later hit at an officer's own store must not stop the case from recording it.
                   AND (TG_OP = 'INSERT' OR value IS DISTINCT FROM to_jsonb(OLD) ->> key) LOOP
    IF officer_tied_to(officer, subject) THEN
      RAISE EXCEPTION 'officer % is tied to a party of %', officer, subject USING ERRCODE = 'check_violation', CONSTRAINT = 'conflict_of_interest';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER conflict_of_interest BEFORE INSERT ON refunds FOR EACH ROW EXECUTE FUNCTION refuse_tied_officer();

-- What a refund of a payment may still be: `left_over` of what was paid, `usable` of it into pockets whose last day has
-- not passed. Money does not go back into a pocket that nobody can open any more.
CREATE FUNCTION refund_room(p_payment uuid, p_today date) RETURNS TABLE (left_over bigint, usable bigint) LANGUAGE sql STABLE AS $$
  SELECT p.amount - p.refunded_total,
    (SELECT coalesce(sum(spent.amount), 0)::bigint FROM (
       SELECT -sum(e.amount) AS amount FROM journal_entries e
       WHERE e.ledger = 'wallet' AND e.expires_on >= p_today
         AND (e.journal_id = p.id OR e.journal_id IN (SELECT r.id FROM refunds r WHERE r.payment_id = p.id))
       GROUP BY e.kind, e.expires_on) spent)
  FROM payments p WHERE p.id = p_payment
$$;

-- The case that still has to decide about a payment; null when none has.
CREATE FUNCTION open_case_of(p_payment uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT c.number FROM case_payments cp JOIN fraud_cases c ON c.id = cp.case_id WHERE cp.payment_id = p_payment AND c.state <> 'closed' ORDER BY c.id LIMIT 1
$$;

-- Gives part of a payment back: the pockets and the day's total, the reversing journal, the refund, the payment's state,
-- and what people are told. The caller holds the wallet's row and then the payment's, and has decided that it may be.
CREATE FUNCTION give_back(p_payment uuid, p_amount bigint, p_kind "RefundKind", p_reason text, p_staff uuid, p_proposed_by uuid, p_approved_by uuid,
                          p_approval uuid, p_now timestamptz) RETURNS refunds
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p payments;
  made refunds;
  returned jsonb;
BEGIN
  SELECT * INTO p FROM payments x WHERE x.id = p_payment;
  returned := return_to_pockets(p_payment, p_amount);
  UPDATE wallets w SET spent_on_day = greatest(w.spent_on_day - p_amount, 0) WHERE w.customer_id = p.customer_id AND w.spent_day = p.paid_on;
  INSERT INTO refunds (payment_id, customer_id, store_id, amount, kind, reason, staff_id, proposed_by, approved_by, approval_id, returned_at, balance_after)
  VALUES (p.id, p.customer_id, p.store_id, p_amount, p_kind, p_reason, p_staff, p_proposed_by, p_approved_by, p_approval, p_now,
          (SELECT coalesce(sum(k.amount), 0) FROM pockets k WHERE k.customer_id = p.customer_id AND k.expires_on >= (p_now AT TIME ZONE 'Asia/Tokyo')::date))
  RETURNING * INTO made;
  PERFORM post_journal(made.id, p_kind::text::"JournalCause", p_now,
                       returned || jsonb_build_object('ledger', 'store_payable', 'owner', p.store_id, 'amount', -p_amount));
  UPDATE payments x SET refunded_total = x.refunded_total + p_amount,
    state = (CASE WHEN p_kind = 'void' THEN 'voided' WHEN x.refunded_total + p_amount = x.amount THEN 'refunded' ELSE 'partly_refunded' END)::"PaymentState"
  WHERE x.id = p.id;
  PERFORM enqueue_job(CASE p_kind WHEN 'void' THEN 'after-void' ELSE 'after-refund' END, jsonb_build_object('refundId', made.id));
  PERFORM tell_store_feed(ARRAY[p.store_id]);
  RETURN made;
END $$;

-- Whether something that a store is not told speaks against voiding its payment: an open case, or a payer who is stopped.
CREATE FUNCTION payment_held(p_payment uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT open_case_of(p.id) IS NOT NULL OR w.standing NOT IN ('active', 'self_stopped')
  FROM payments p JOIN wallets w ON w.customer_id = p.customer_id WHERE p.id = p_payment AND p.store_id = ANY (scope.store_ids())
$$;

-- 取消: a manager of the store undoes a payment of the same Japan day, whole. Outcome `voided`, or why not; the refund is
-- the one that was made now or before.
CREATE FUNCTION void_payment(p_payment uuid, p_reason text, p_now timestamptz) RETURNS TABLE (outcome text, refund_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p payments;
  made refunds;
  no text;
BEGIN
  SELECT * INTO p FROM payments x WHERE x.id = p_payment AND x.store_id = ANY (scope.store_ids());
  IF p.id IS NULL THEN RETURN QUERY SELECT 'not-found', NULL::uuid; RETURN; END IF;
  -- Wallet before payment, as payments themselves take their locks.
  PERFORM 1 FROM wallets w WHERE w.customer_id = p.customer_id FOR UPDATE;
  SELECT * INTO p FROM payments x WHERE x.id = p_payment FOR NO KEY UPDATE;
  no := CASE
    WHEN p.state = 'voided' THEN 'already-voided'
    WHEN p.state <> 'paid' THEN 'already-refunded'
    WHEN p.paid_on <> (p_now AT TIME ZONE 'Asia/Tokyo')::date THEN 'void-day-passed'
    WHEN NOT EXISTS (SELECT 1 FROM staff s JOIN staff_stores y ON y.staff_id = s.id WHERE s.id = scope.staff_id() AND s.employment = 'active'
                     AND s.role IN ('manager', 'owner') AND y.store_id = p.store_id) THEN 'void-managers-only'
    WHEN payment_held(p.id) THEN 'void-not-now' END;
  IF no IS NOT NULL THEN RETURN QUERY SELECT no, (SELECT r.id FROM refunds r WHERE r.payment_id = p.id AND r.kind = 'void'); RETURN; END IF;
  made := give_back(p.id, p.amount, 'void', p_reason, scope.staff_id(), NULL, NULL, NULL, p_now);
  RETURN QUERY SELECT 'voided', made.id;
END $$;

-- 返金: carries out a proposal that this officer has approved in this transaction. Outcome `returned`, or why not with the
-- figure of its sentence. Twice is once: a proposal is carried out by one refund.
CREATE FUNCTION refund_payment(p_approval uuid, p_now timestamptz) RETURNS TABLE (outcome text, refund_id uuid, figure bigint, open_case text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  today date := (p_now AT TIME ZONE 'Asia/Tokyo')::date;
  agreed record;
  p payments;
  made refunds;
  room record;
  no text;
BEGIN
  SELECT x.id, split_part(x.subject, ':', 2)::uuid AS payment_id, (x.asked ->> 'amount')::bigint AS amount, x.reason, x.proposed_by, x.decided_by INTO agreed
  FROM approvals x WHERE x.id = p_approval AND x.kind = 'refund' AND x.state = 'approved' AND x.decided_by = scope.officer_id();
  IF agreed.id IS NULL THEN RAISE EXCEPTION 'proposal % is not approved by this officer', p_approval USING ERRCODE = 'insufficient_privilege'; END IF;
  PERFORM 1 FROM wallets w WHERE w.customer_id = (SELECT x.customer_id FROM payments x WHERE x.id = agreed.payment_id) FOR UPDATE;
  SELECT * INTO p FROM payments x WHERE x.id = agreed.payment_id FOR NO KEY UPDATE;
  SELECT * INTO room FROM refund_room(p.id, today);
  no := CASE
    WHEN p.state = 'voided' THEN 'already-voided'
    WHEN agreed.amount > room.left_over THEN 'refund-too-high'
    WHEN open_case_of(p.id) IS NOT NULL THEN 'refund-in-case'
    WHEN (SELECT w.standing FROM wallets w WHERE w.customer_id = p.customer_id) = 'closed' THEN 'payer-left'
    WHEN agreed.amount > room.usable THEN 'refund-after-expiry' END;
  IF no IS NOT NULL THEN
    RETURN QUERY SELECT no, NULL::uuid, CASE no WHEN 'refund-after-expiry' THEN room.usable ELSE room.left_over END, open_case_of(p.id);
    RETURN;
  END IF;
  made := give_back(p.id, agreed.amount, 'refund', agreed.reason, NULL, agreed.proposed_by, agreed.decided_by, agreed.id, p_now);
  RETURN QUERY SELECT 'returned', made.id, made.amount, NULL::text;
END $$;

-- 再開: lets a stopped function run again. One of the two officers who agreed on it is a chief. False when it was running.
CREATE FUNCTION resume_function(p_approval uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE agreed record;
BEGIN
  SELECT x.id, split_part(x.subject, ':', 2)::"ProgrammeFunction" AS function, x.proposed_by, x.decided_by INTO agreed
  FROM approvals x WHERE x.id = p_approval AND x.kind = 'resume_function' AND x.state = 'approved' AND x.decided_by = scope.officer_id();
  IF agreed.id IS NULL THEN RAISE EXCEPTION 'proposal % is not approved by this officer', p_approval USING ERRCODE = 'insufficient_privilege'; END IF;
  IF NOT EXISTS (SELECT 1 FROM officers o WHERE o.id IN (agreed.proposed_by, agreed.decided_by) AND o.role = 'chief') THEN
    RAISE EXCEPTION 'no chief agreed on proposal %', p_approval USING ERRCODE = 'check_violation', CONSTRAINT = 'resumed_by_a_chief';
  END IF;
  DELETE FROM function_stops f WHERE f.function = agreed.function;
  RETURN FOUND;
END $$;
-- Whoever stops a function says so in their own name.
CREATE FUNCTION stopped_in_own_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'mimamori_office' AND NEW.stopped_by IS DISTINCT FROM scope.officer_id() THEN
    RAISE EXCEPTION 'a stop in somebody else''s name' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stopped_in_own_name BEFORE INSERT ON function_stops FOR EACH ROW EXECUTE FUNCTION stopped_in_own_name();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['approvals', 'officers', 'officer_ties', 'fraud_cases', 'case_payments'] LOOP
    EXECUTE format('CREATE POLICY money ON %I FOR SELECT TO mimamori_money USING (current_user = ''mimamori_money'')', t);
  END LOOP;
END $$;
GRANT SELECT (id, kind, subject, state, asked, reason, proposed_by, decided_by) ON approvals TO mimamori_money;
GRANT SELECT (id, role) ON officers TO mimamori_money;
GRANT SELECT (id, number, state) ON fraud_cases TO mimamori_money;
GRANT SELECT ON officer_ties, case_payments TO mimamori_money;
GRANT DELETE ON function_stops TO mimamori_money;

REVOKE EXECUTE ON FUNCTION officer_tied_to, refund_room, open_case_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION officer_tied_to TO mimamori_office, mimamori_job, mimamori_money;
GRANT EXECUTE ON FUNCTION refund_room, open_case_of TO mimamori_office, mimamori_money;
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname = 'public' AND p.proname IN ('give_back', 'payment_held', 'void_payment', 'refund_payment', 'resume_function') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO mimamori_money', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION payment_held, void_payment TO mimamori_store;
GRANT EXECUTE ON FUNCTION refund_payment, resume_function TO mimamori_office;
