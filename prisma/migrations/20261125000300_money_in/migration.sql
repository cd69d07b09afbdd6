-- Money that comes in: what providers say of it (money_in), what matches nothing (suspense_items), what went back
-- (reversals), and the daily comparison with the provider's own list (reconciliations).

CREATE TYPE "MoneyKind" AS ENUM ('top_up', 'repayment');
CREATE TYPE "MoneyState" AS ENUM ('pending', 'failed', 'expired', 'paid', 'reversed');
CREATE TYPE "MoneyBooked" AS ENUM ('no', 'credited', 'repaid', 'suspended', 'reversed_first');
CREATE TYPE "SuspenseState" AS ENUM ('open', 'assigning', 'assigned', 'returned', 'reversed');
CREATE TYPE "ReconciliationState" AS ENUM ('asked', 'unreachable', 'equal', 'mended', 'different');

CREATE TABLE "money_in" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "provider" TEXT NOT NULL,
    "psp_ref" TEXT NOT NULL,
    "kind" "MoneyKind",
    "reference" TEXT,
    "method" TEXT NOT NULL,
    "state" "MoneyState" NOT NULL,
    "announced" BIGINT,
    "paid" BIGINT,
    "paid_at" TIMESTAMPTZ(3),
    "reversed" BIGINT NOT NULL DEFAULT 0,
    "booked" "MoneyBooked" NOT NULL DEFAULT 'no',
    "taken_back" BIGINT NOT NULL DEFAULT 0,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,
    "listed_at" TIMESTAMPTZ(3),

    CONSTRAINT "money_in_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "suspense_items" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "psp_ref" TEXT,
    "notification_id" UUID,
    "kind" "MoneyKind",
    "reference" TEXT,
    "amount" BIGINT,
    "surplus" BOOLEAN NOT NULL DEFAULT false,
    "reversed" BIGINT NOT NULL DEFAULT 0,
    "why" TEXT NOT NULL,
    "method" TEXT,
    "paid_at" TIMESTAMPTZ(3),
    "payer_name_kana" TEXT,
    "state" "SuspenseState" NOT NULL DEFAULT 'open',
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "assigned_reference" TEXT,
    "approval_id" UUID,
    "proposed_by" UUID,
    "approved_by" UUID,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "suspense_items_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "reversals" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "provider" TEXT NOT NULL,
    "psp_ref" TEXT NOT NULL,
    "suspense_id" UUID,
    "top_up_id" UUID,
    "repayment_id" UUID,
    "customer_id" UUID,
    "amount" BIGINT NOT NULL,
    "premium" BIGINT NOT NULL DEFAULT 0,
    "claimed" BIGINT NOT NULL DEFAULT 0,
    "reversed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reversals_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "reconciliations" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "provider" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "asked_on" DATE NOT NULL,
    "state" "ReconciliationState" NOT NULL DEFAULT 'asked',
    "their_count" INTEGER NOT NULL DEFAULT 0,
    "their_sum" BIGINT NOT NULL DEFAULT 0,
    "our_count" INTEGER NOT NULL DEFAULT 0,
    "our_sum" BIGINT NOT NULL DEFAULT 0,
    "missing_count" INTEGER NOT NULL DEFAULT 0,
    "missing" TEXT[],
    "extra_count" INTEGER NOT NULL DEFAULT 0,
    "extra" TEXT[],
    "mismatched_count" INTEGER NOT NULL DEFAULT 0,
    "mismatched" TEXT[],
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "money_in_provider_psp_ref_key" ON "money_in"("provider", "psp_ref");
CREATE INDEX "money_in_provider_paid_at_idx" ON "money_in"("provider", "paid_at");
CREATE UNIQUE INDEX "suspense_items_number_key" ON "suspense_items"("number");
CREATE UNIQUE INDEX "suspense_items_provider_psp_ref_key" ON "suspense_items"("provider", "psp_ref");
CREATE UNIQUE INDEX "suspense_items_notification_id_key" ON "suspense_items"("notification_id");
CREATE INDEX "suspense_items_state_opened_at_id_idx" ON "suspense_items"("state", "opened_at" DESC, "id" DESC);
CREATE INDEX "suspense_items_opened_at_id_idx" ON "suspense_items"("opened_at" DESC, "id" DESC);
CREATE INDEX "reversals_provider_psp_ref_idx" ON "reversals"("provider", "psp_ref");
CREATE INDEX "reversals_customer_id_idx" ON "reversals"("customer_id");
CREATE INDEX "reversals_top_up_id_idx" ON "reversals"("top_up_id");
CREATE UNIQUE INDEX "reconciliations_provider_day_key" ON "reconciliations"("provider", "day");

-- What must not be written down even if the code is wrong.
ALTER TABLE money_in ADD CONSTRAINT money_state_carries_its_facts CHECK (
  CASE WHEN state = 'paid' THEN paid IS NOT NULL AND paid_at IS NOT NULL AND reversed < paid
       WHEN state = 'reversed' THEN reversed > 0 AND (paid IS NULL OR reversed >= paid)
       ELSE paid IS NULL AND reversed = 0 END),
  ADD CONSTRAINT money_positive CHECK (announced > 0 AND paid > 0 AND reversed >= 0),
  ADD CONSTRAINT never_taken_back_twice CHECK (taken_back BETWEEN 0 AND coalesce(least(reversed, paid), 0)),
  ADD CONSTRAINT booked_is_paid CHECK (booked = 'no' OR paid IS NOT NULL);
ALTER TABLE suspense_items ADD CONSTRAINT suspense_positive CHECK (amount > 0 AND reversed BETWEEN 0 AND coalesce(amount, 0)),
  ADD CONSTRAINT suspense_names_its_source CHECK (psp_ref IS NOT NULL OR notification_id IS NOT NULL),
  ADD CONSTRAINT settled_by_two CHECK (
    CASE state WHEN 'returned' THEN approval_id IS NOT NULL AND proposed_by IS NOT NULL AND approved_by IS NOT NULL AND proposed_by <> approved_by
               -- Money that only waited for top-ups to be taken again goes where its payer wanted it.
               WHEN 'assigning' THEN assigned_reference IS NOT NULL AND approval_id IS NOT NULL AND proposed_by IS NOT NULL AND approved_by IS NOT NULL AND proposed_by <> approved_by
               WHEN 'assigned' THEN assigned_reference IS NOT NULL AND ((why = 'top-up-stopped' AND assigned_reference = reference AND approval_id IS NULL)
                 OR (approval_id IS NOT NULL AND proposed_by IS NOT NULL AND approved_by IS NOT NULL AND proposed_by <> approved_by))
               ELSE true END),
  ADD CONSTRAINT settled_has_an_end CHECK ((state IN ('open', 'assigning')) = (settled_at IS NULL));
ALTER TABLE reversals ADD CONSTRAINT reversal_positive CHECK (amount > 0 AND premium >= 0 AND claimed BETWEEN 0 AND amount + premium),
  ADD CONSTRAINT reversal_of_one_thing CHECK (num_nonnulls(suspense_id, top_up_id, repayment_id) = 1 AND (suspense_id IS NULL) = (customer_id IS NOT NULL));
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON reversals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON reversals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a provider once said of a money stays: amounts are set once, and what went back only grows.
CREATE FUNCTION money_said_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.provider <> OLD.provider OR NEW.psp_ref <> OLD.psp_ref OR NEW.reversed < OLD.reversed OR NEW.taken_back < OLD.taken_back
     OR (OLD.paid, OLD.paid_at) IS DISTINCT FROM (CASE WHEN OLD.paid IS NULL THEN OLD.paid ELSE NEW.paid END, CASE WHEN OLD.paid IS NULL THEN OLD.paid_at ELSE NEW.paid_at END)
     OR (OLD.announced IS NOT NULL AND NEW.announced IS DISTINCT FROM OLD.announced)
     OR (OLD.booked IN ('credited', 'repaid', 'reversed_first') AND NEW.booked <> OLD.booked) THEN
    RAISE EXCEPTION 'what was said of money % stays', OLD.psp_ref USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER money_said_stays BEFORE UPDATE ON money_in FOR EACH ROW EXECUTE FUNCTION money_said_stays();

CREATE SEQUENCE suspense_numbers;

-- What was booked before this table existed, and what waited in the inbox without an item of its own.
INSERT INTO money_in (provider, psp_ref, kind, method, state, paid, paid_at, booked, heard_at)
SELECT provider, psp_ref, 'top_up', 'unknown', 'paid', amount, paid_at, 'credited', paid_at FROM top_ups WHERE state = 'paid';
INSERT INTO money_in (provider, psp_ref, kind, method, state, paid, paid_at, booked, heard_at)
SELECT provider, psp_ref, 'repayment', method, 'paid', amount + surplus, received_at, 'repaid', received_at FROM repayments ON CONFLICT DO NOTHING;
INSERT INTO suspense_items (number, provider, notification_id, why, opened_at)
SELECT 'M-' || to_char(received_at AT TIME ZONE 'Asia/Tokyo', 'YYYY') || '-' || lpad(nextval('suspense_numbers')::text, 6, '0'), provider, id, coalesce(outcome, 'not-understood'), received_at
FROM payment_notifications WHERE state = 'suspense';

-- Who may see what.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['money_in', 'suspense_items', 'reversals', 'reconciliations'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('CREATE POLICY office ON %I FOR SELECT TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job, mimamori_office', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['money_in', 'suspense_items', 'reversals'] LOOP
    EXECUTE format('CREATE POLICY money ON %I TO mimamori_money USING (current_user = ''mimamori_money'') WITH CHECK (current_user = ''mimamori_money'')', t);
  END LOOP;
END $$;
GRANT INSERT, UPDATE ON money_in, reconciliations TO mimamori_job;
GRANT SELECT ON money_in TO mimamori_money;
GRANT SELECT, INSERT, UPDATE ON suspense_items TO mimamori_money;
GRANT SELECT, INSERT ON reversals TO mimamori_money;
GRANT USAGE ON SEQUENCE suspense_numbers TO mimamori_money;

-- Keeps money that cannot be booked, with why. One item per money: null when there is one. Money whose amount is known is put
-- on the books, unless it is what was left over of a repayment, whose journal did that.
CREATE FUNCTION suspend_money(p_provider text, p_psp_ref text, p_notification uuid, p_kind "MoneyKind", p_reference text, p_amount bigint, p_why text,
                              p_method text, p_paid_at timestamptz, p_payer text, p_surplus boolean, p_now timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE item uuid;
BEGIN
  INSERT INTO suspense_items (number, provider, psp_ref, notification_id, kind, reference, amount, surplus, why, method, paid_at, payer_name_kana, opened_at)
  VALUES ('M-' || to_char(p_now AT TIME ZONE 'Asia/Tokyo', 'YYYY') || '-' || lpad(nextval('suspense_numbers')::text, 6, '0'),
          p_provider, p_psp_ref, p_notification, p_kind, p_reference, p_amount, p_surplus, p_why, p_method, p_paid_at, p_payer, p_now)
  ON CONFLICT DO NOTHING RETURNING id INTO item;
  IF item IS NULL OR p_amount IS NULL OR p_surplus THEN RETURN item; END IF;
  PERFORM post_journal(item, 'suspense', p_now, jsonb_build_array(
    jsonb_build_object('ledger', 'psp_clearing', 'amount', -p_amount),
    jsonb_build_object('ledger', 'suspense', 'amount', p_amount)));
  RETURN item;
END $$;

-- Takes what is left of an item out of suspense, in a journal of its own: where it goes is the next journal's.
CREATE FUNCTION empty_suspense(p_item suspense_items, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF p_item.amount IS NULL THEN RETURN; END IF;
  PERFORM post_journal(uuidv7(), 'suspense_settled', p_now, jsonb_build_array(
    jsonb_build_object('ledger', 'suspense', 'amount', p_item.reversed - p_item.amount),
    jsonb_build_object('ledger', 'psp_clearing', 'amount', p_item.amount - p_item.reversed)));
END $$;

-- Carries out what two officers agreed on about an item, as far as it can be done here: returned money leaves suspense, for
-- assigned money the worker books it like any other. Outcome `returned`, `assigning`, or the state that speaks against it.
CREATE FUNCTION decide_suspense(p_approval uuid, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  agreed record;
  item suspense_items;
BEGIN
  SELECT x.id, x.kind, split_part(x.subject, ':', 2)::uuid AS item_id, x.asked ->> 'reference' AS reference, x.proposed_by, x.decided_by INTO agreed
  FROM approvals x WHERE x.id = p_approval AND x.kind::text IN ('assign_suspense', 'return_suspense') AND x.state = 'approved' AND x.decided_by = scope.officer_id();
  IF agreed.id IS NULL THEN RAISE EXCEPTION 'proposal % is not approved by this officer', p_approval USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO item FROM suspense_items x WHERE x.id = agreed.item_id FOR UPDATE;
  IF item.state <> 'open' THEN RETURN item.state; END IF;
  IF agreed.kind::text = 'return_suspense' THEN
    PERFORM empty_suspense(item, p_now);
    UPDATE suspense_items x SET state = 'returned', approval_id = agreed.id, proposed_by = agreed.proposed_by, approved_by = agreed.decided_by, settled_at = p_now WHERE x.id = item.id;
    RETURN 'returned';
  END IF;
  IF item.amount IS NULL THEN RAISE EXCEPTION 'item % has no amount to assign', item.number USING ERRCODE = 'check_violation'; END IF;
  UPDATE suspense_items x SET state = 'assigning', assigned_reference = agreed.reference, approval_id = agreed.id, proposed_by = agreed.proposed_by, approved_by = agreed.decided_by
  WHERE x.id = item.id;
  RETURN 'assigning';
END $$;

-- The worker has booked an item's money where it belongs; this takes it out of suspense.
CREATE FUNCTION settle_suspense(p_item uuid, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE item suspense_items;
BEGIN
  SELECT * INTO item FROM suspense_items x WHERE x.id = p_item FOR UPDATE;
  IF NOT (item.state = 'assigning' OR (item.state = 'open' AND item.why = 'top-up-stopped')) THEN
    RAISE EXCEPTION 'nobody agreed on where item % belongs', item.number USING ERRCODE = 'check_violation';
  END IF;
  PERFORM empty_suspense(item, p_now);
  UPDATE suspense_items x SET state = 'assigned', assigned_reference = coalesce(x.assigned_reference, x.reference), settled_at = p_now WHERE x.id = item.id;
END $$;

-- What was agreed on cannot be done (a limit, a customer who left): the item waits again, and says why.
CREATE FUNCTION reopen_suspense(p_item uuid, p_why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE suspense_items x SET state = 'open', why = p_why, assigned_reference = NULL, approval_id = NULL, proposed_by = NULL, approved_by = NULL
  WHERE x.id = p_item AND (x.state = 'assigning' OR (x.state = 'open' AND x.why = 'top-up-stopped'));
END $$;

-- Takes a credited top-up back, whole or in part, with the premium that belongs to it: out of the pockets it went to, then
-- out of the customer's others, the first to expire first. What is spent already becomes a claim against the customer.
CREATE FUNCTION reverse_top_up(p_top_up uuid, p_amount bigint, p_now timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  made uuid := uuidv7();
  t top_ups;
  gone bigint;
  premium_gone bigint;
  premium_back bigint;
  place record;
  takes bigint;
  left_over bigint;
  entries jsonb := '[]';
BEGIN
  PERFORM 1 FROM wallets w WHERE w.customer_id = (SELECT x.customer_id FROM top_ups x WHERE x.id = p_top_up) FOR UPDATE;
  SELECT * INTO t FROM top_ups x WHERE x.id = p_top_up FOR UPDATE;
  SELECT coalesce(sum(r.amount), 0), coalesce(sum(r.premium), 0) INTO gone, premium_gone FROM reversals r WHERE r.top_up_id = t.id;
  IF gone + p_amount > t.amount THEN RAISE EXCEPTION 'top-up % has less than % to take back', t.id, p_amount USING ERRCODE = 'check_violation'; END IF;
  premium_back := (CASE WHEN gone + p_amount = t.amount THEN t.premium ELSE t.premium * (gone + p_amount) / t.amount END) - premium_gone;
  left_over := p_amount + premium_back;
  FOR place IN
    SELECT k.kind, k.expires_on, k.amount, 0 AS turn, CASE e.kind WHEN 'common' THEN p_amount ELSE premium_back END AS most
    FROM journal_entries e JOIN pockets k ON k.customer_id = t.customer_id AND k.kind = e.kind AND k.expires_on = e.expires_on
    WHERE e.journal_id = t.id AND e.ledger = 'wallet'
    UNION ALL SELECT k.kind, k.expires_on, k.amount, 1, p_amount + premium_back FROM pockets k WHERE k.customer_id = t.customer_id
    ORDER BY turn, expires_on, kind
  LOOP
    -- The same pocket may have its turn twice: what is in it now counts.
    SELECT least(left_over, place.most, k.amount) INTO takes FROM pockets k WHERE (k.customer_id, k.kind, k.expires_on) = (t.customer_id, place.kind, place.expires_on);
    CONTINUE WHEN takes = 0;
    UPDATE pockets k SET amount = k.amount - takes WHERE (k.customer_id, k.kind, k.expires_on) = (t.customer_id, place.kind, place.expires_on);
    UPDATE wallets w SET balance = w.balance - takes WHERE w.customer_id = t.customer_id;
    entries := entries || jsonb_build_object('ledger', 'wallet', 'owner', t.customer_id, 'amount', -takes, 'kind', place.kind, 'expiresOn', place.expires_on);
    left_over := left_over - takes;
  END LOOP;
  INSERT INTO reversals (id, provider, psp_ref, top_up_id, customer_id, amount, premium, claimed, reversed_at)
  VALUES (made, t.provider, t.psp_ref, t.id, t.customer_id, p_amount, premium_back, left_over, p_now);
  IF gone + p_amount = t.amount THEN UPDATE top_ups x SET state = 'reversed' WHERE x.id = t.id; END IF;
  PERFORM post_journal(made, 'reversal', p_now, entries || jsonb_build_array(
    jsonb_build_object('ledger', 'psp_clearing', 'amount', p_amount),
    jsonb_build_object('ledger', 'premium_fund', 'amount', premium_back),
    jsonb_build_object('ledger', 'receivable', 'owner', t.customer_id, 'amount', -left_over)));
  RETURN left_over;
END $$;

-- The provider has given money back: takes it from wherever we booked it. What waits in suspense goes first, then what was
-- credited, then what was taken as a repayment, which the customer then owes again. Returns what became a claim.
CREATE FUNCTION take_back_money(p_provider text, p_psp_ref text, p_amount bigint, p_now timestamptz) RETURNS bigint
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
  FOR place IN SELECT p.id, p.customer_id, p.amount - coalesce((SELECT sum(r.amount) FROM reversals r WHERE r.repayment_id = p.id), 0) AS room FROM repayments p
               WHERE p.provider = p_provider AND p.psp_ref = ANY (refs) ORDER BY p.psp_ref DESC LOOP
    part := least(left_over, place.room);
    CONTINUE WHEN part = 0;
    INSERT INTO reversals (provider, psp_ref, repayment_id, customer_id, amount, claimed, reversed_at) VALUES (p_provider, p_psp_ref, place.id, place.customer_id, part, part, p_now) RETURNING id INTO made;
    PERFORM post_journal(made, 'reversal', p_now, jsonb_build_array(
      jsonb_build_object('ledger', 'psp_clearing', 'amount', part), jsonb_build_object('ledger', 'receivable', 'owner', place.customer_id, 'amount', -part)));
    claimed := claimed + part;
    left_over := left_over - part;
  END LOOP;
  -- What officers sent back to the payer themselves was the same money.
  IF left_over > 0 AND NOT EXISTS (SELECT 1 FROM suspense_items x WHERE x.provider = p_provider AND x.psp_ref = p_psp_ref AND x.state = 'returned') THEN
    RAISE EXCEPTION 'money % has % less to take back', p_psp_ref, left_over USING ERRCODE = 'check_violation';
  END IF;
  RETURN claimed;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname = 'public' AND p.proname IN ('suspend_money', 'empty_suspense', 'decide_suspense', 'settle_suspense', 'reopen_suspense', 'reverse_top_up', 'take_back_money') LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO mimamori_money', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION suspend_money, settle_suspense, reopen_suspense, take_back_money TO mimamori_job;
GRANT EXECUTE ON FUNCTION decide_suspense TO mimamori_office;
