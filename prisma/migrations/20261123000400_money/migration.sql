-- Money moves only here. Every function is owned by mimamori_money, runs with its rights and a fixed search path,
-- and is granted to exactly one audience. Amounts are whole yen.

-- Writes one journal: entries as [{"ledger","owner","amount"}], which must sum to zero.
CREATE FUNCTION post_journal(p_journal uuid, p_cause "JournalCause", p_at timestamptz, p_entries jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT sum((e ->> 'amount')::bigint) FROM jsonb_array_elements(p_entries) e) <> 0 THEN
    RAISE EXCEPTION 'journal % does not sum to zero', p_journal USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, occurred_at)
  SELECT p_journal, place, p_cause, (e ->> 'ledger')::"LedgerKind", (e ->> 'owner')::uuid, (e ->> 'amount')::bigint, p_at
  FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS entries (e, place)
  WHERE (e ->> 'amount')::bigint <> 0;
END $$;

-- A payment on its way through accept_payments.
CREATE TYPE asked_payment AS (
  place int, payment_id uuid, customer_id uuid, device_id uuid, key text, hash text, store_id uuid, amount bigint, mode "PaymentMode",
  -- Why it cannot be, as far as is known before the wallet is touched, and the figures of that sentence.
  reason text, figures jsonb,
  balance_after bigint);

-- Accepts payments that arrived together, one row of the arrays each. Per payment: the session names the payer; the key
-- is claimed, or its first answer repeated; the wallet is debited by one conditional update, which is the only lock
-- (freezing updates the same row); payment, two entries and the key are written. One payment's refusal never touches its
-- neighbours. All of them take each step together, which costs a fraction of one after the other.
-- At most one payment per customer and call: a second one (another device) is answered `held-back` and nothing of it is
-- written. Payers are taken in the order of their ids, so that two calls do not wait for each other in a circle.
-- Returns one row per payment: outcome `paid` with the payment, or a refusal reason with the figures of its sentence.
CREATE FUNCTION accept_payments(
  p_session bytea[], p_key text[], p_hash text[], p_store_number text[], p_poster int[], p_amount bigint[], p_mode text[],
  p_now timestamptz, p_payment_max bigint, p_day_max bigint)
RETURNS TABLE (place int, outcome text, replayed boolean, facts jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- One plan for every call (planning anew costs as much as the call itself), and one that reaches every row through an
-- index: plans are kept, and one that was made while a table was small would read all of it when it is large. For the
-- same reason rows are looked up by LATERAL with LIMIT 1, which the planner cannot turn around.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  today date := (p_now AT TIME ZONE 'Asia/Tokyo')::date;
  asked asked_payment[];
  claimed uuid[];
  paying asked_payment[] := '{}';
  unnumbered asked_payment[];
  numbered uuid[];
  attempt int := 0;
  one asked_payment;
  wallet wallets;
  spent bigint;
BEGIN
  -- Who asks, for which store, and whether anything but the wallet speaks against it.
  SELECT array_agg(ROW(a.place, uuidv7(), a.customer_id, a.device_id, a.key, a.hash, st.id, a.amount, a.mode,
      CASE WHEN a.actor_kind IS NULL THEN 'not-signed-in'
           WHEN a.actor_kind = 'visitor' THEN 'not-registered'
           WHEN a.customer_id IS NULL THEN 'not-your-role'
           WHEN a.nth > 1 THEN 'held-back'
           WHEN st.id IS NULL THEN 'store-not-found'
           WHEN a.poster <> st.poster_version THEN 'poster-not-valid'
           WHEN st.acceptance <> 'open' THEN 'store-not-accepting'
           WHEN a.amount > p_payment_max THEN 'payment-limit' END,
      CASE WHEN a.amount > p_payment_max THEN jsonb_build_object('limit', p_payment_max::text) ELSE '{}' END,
      NULL)::asked_payment ORDER BY a.customer_id)
  INTO asked
  FROM (
    SELECT t.*, s.actor_kind, s.device_id, CASE s.actor_kind WHEN 'customer' THEN s.actor_id END AS customer_id,
           row_number() OVER (PARTITION BY s.actor_id ORDER BY t.place) AS nth
    FROM unnest(p_session, p_key, p_hash, p_store_number, p_poster, p_amount, p_mode)
         WITH ORDINALITY AS t (session, key, hash, store_number, poster, amount, mode, place)
    LEFT JOIN LATERAL (SELECT x.actor_kind, x.actor_id, x.device_id FROM sessions x
      WHERE x.hash = t.session AND x.revoked_at IS NULL AND p_now < x.idle_until AND p_now < x.absolute_until LIMIT 1) s ON true) a
  LEFT JOIN LATERAL (SELECT x.id, x.poster_version, x.acceptance FROM stores x WHERE x.number = a.store_number LIMIT 1) st ON true;

  -- The key is claimed by whoever writes it first; a concurrent call with the same key waits here for the first answer.
  WITH made AS (
    INSERT INTO payment_keys (customer_id, key, request_hash, state, payment_id, reason, facts, created_at)
    SELECT a.customer_id, a.key, a.hash, (CASE WHEN a.reason IS NULL THEN 'paid' ELSE 'refused' END)::"PaymentKeyState",
           CASE WHEN a.reason IS NULL THEN a.payment_id END, a.reason, CASE WHEN a.reason IS NOT NULL THEN a.figures END, p_now
    FROM unnest(asked) a WHERE a.customer_id IS NOT NULL AND a.reason IS DISTINCT FROM 'held-back'
    ON CONFLICT DO NOTHING RETURNING customer_id)
  SELECT coalesce(array_agg(customer_id), '{}') INTO claimed FROM made;

  -- The only locks, always in the order of the payers. Whose wallet says no learns why, and the key keeps that answer.
  FOREACH one IN ARRAY asked LOOP
    CONTINUE WHEN one.reason IS NOT NULL OR one.customer_id <> ALL (claimed);
    UPDATE wallets w SET balance = w.balance - one.amount, spent_day = today,
           spent_on_day = CASE WHEN w.spent_day = today THEN w.spent_on_day ELSE 0 END + one.amount
    WHERE w.customer_id = one.customer_id AND w.standing = 'active' AND w.balance >= one.amount AND w.valid_until >= today
      AND CASE WHEN w.spent_day = today THEN w.spent_on_day ELSE 0 END + one.amount <= p_day_max
    RETURNING w.balance INTO one.balance_after;
    IF FOUND THEN
      paying := array_append(paying, one);
      CONTINUE;
    END IF;
    SELECT * INTO wallet FROM wallets w WHERE w.customer_id = one.customer_id;
    spent := CASE WHEN wallet.spent_day = today THEN wallet.spent_on_day ELSE 0 END;
    one.reason := CASE
      WHEN wallet.standing IN ('frozen', 'provisionally_frozen') THEN 'payer-frozen'
      WHEN wallet.standing = 'self_stopped' THEN 'self-stopped'
      WHEN wallet.standing IS DISTINCT FROM 'active' THEN 'not-registered'
      WHEN wallet.valid_until < today THEN 'voucher-expired'
      WHEN spent + one.amount > p_day_max THEN 'day-limit'
      ELSE 'balance-short' END;
    one.figures := CASE one.reason
      WHEN 'voucher-expired' THEN jsonb_build_object('day', wallet.valid_until)
      WHEN 'day-limit' THEN jsonb_build_object('left', greatest(p_day_max - spent, 0)::text)
      WHEN 'balance-short' THEN jsonb_build_object('balance', wallet.balance::text) ELSE '{}' END;
    UPDATE payment_keys k SET state = 'refused', payment_id = NULL, reason = one.reason, facts = one.figures
    WHERE k.customer_id = one.customer_id AND k.key = one.key;
  END LOOP;

  -- Six random digits after the day; the last four are unique per store and day as long as there are free ones. Rows go in
  -- in the order of their numbers, for the same reason as payers.
  unnumbered := paying;
  WHILE cardinality(unnumbered) > 0 LOOP
    attempt := attempt + 1;
    IF attempt > 64 THEN RAISE EXCEPTION 'no free numbers for % payments', cardinality(unnumbered); END IF;
    WITH made AS (
      INSERT INTO payments (id, number, customer_id, store_id, amount, mode, balance_after, paid_at, paid_on, match_round, match_number, device_id)
      SELECT n.payment_id, to_char(today, 'YYMMDD') || n.tail, n.customer_id, n.store_id, n.amount, n.mode, n.balance_after,
             p_now, today, (attempt - 1) / 8, right(n.tail, 4), n.device_id
      FROM (SELECT u.*, CASE WHEN attempt <= 32 THEN '' ELSE lpad(floor(random() * 1e7)::bigint::text, 7, '0') END
                        || lpad(floor(random() * 1e6)::bigint::text, 6, '0') AS tail FROM unnest(unnumbered) u) n
      ORDER BY n.tail
      ON CONFLICT DO NOTHING RETURNING id)
    SELECT coalesce(array_agg(id), '{}') INTO numbered FROM made;
    EXIT WHEN cardinality(numbered) = cardinality(unnumbered);
    SELECT coalesce(array_agg(u), '{}') INTO unnumbered FROM unnest(unnumbered) u WHERE u.payment_id <> ALL (numbered);
  END LOOP;

  IF cardinality(paying) > 0 THEN
    INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, occurred_at)
    SELECT p.payment_id, e.seq, 'payment', e.ledger, e.owner, e.amount, p_now
    FROM unnest(paying) p
    CROSS JOIN LATERAL (VALUES (1, 'wallet'::"LedgerKind", p.customer_id, -p.amount), (2, 'store_payable', p.store_id, p.amount)) e (seq, ledger, owner, amount);
    PERFORM enqueue_job('after-payments', jsonb_build_object('paymentIds', (SELECT array_agg(p.payment_id) FROM unnest(paying) p)));
  END IF;

  -- The answer is what the key says, now and at every repetition: the payment as it was, whatever became of it since.
  RETURN QUERY
  SELECT a.place,
    CASE WHEN k.customer_id IS NULL OR a.reason = 'held-back' THEN a.reason WHEN k.state = 'closed' THEN 'key-closed' WHEN k.request_hash <> a.hash THEN 'key-reused'
         WHEN k.state = 'refused' THEN k.reason ELSE 'paid' END,
    k.customer_id IS NOT NULL AND k.customer_id <> ALL (claimed),
    CASE WHEN k.request_hash <> a.hash OR k.customer_id IS NULL THEN '{}'
         WHEN k.state = 'paid' THEN jsonb_build_object('id', p.id, 'number', p.number, 'amount', p.amount::text, 'state', 'paid', 'mode', p.mode,
           'paidAt', to_char(p.paid_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'matchNumber', p.match_number,
           'storeCode', st.number, 'storeName', st.name, 'balanceAfter', p.balance_after::text)
         ELSE coalesce(k.facts, '{}') END
  FROM unnest(asked) a
  LEFT JOIN LATERAL (SELECT * FROM payment_keys x WHERE x.customer_id = a.customer_id AND x.key = a.key LIMIT 1) k ON true
  LEFT JOIN LATERAL (SELECT * FROM payments x WHERE x.id = k.payment_id LIMIT 1) p ON true
  LEFT JOIN LATERAL (SELECT x.number, x.name FROM stores x WHERE x.id = p.store_id LIMIT 1) st ON true;
END $$;

-- A customer who does not know how a payment ended takes its key out of use: afterwards it can never pay.
-- Returns how the key stands now: `closed`, or `paid`/`refused` when the payment came first.
CREATE FUNCTION close_payment_key(p_key text, p_now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held payment_keys;
BEGIN
  INSERT INTO payment_keys (customer_id, key, request_hash, state, created_at)
  VALUES (scope.customer_id(), p_key, '', 'closed', p_now) ON CONFLICT DO NOTHING;
  SELECT * INTO held FROM payment_keys k WHERE k.customer_id = scope.customer_id() AND k.key = p_key;
  RETURN held.state;
END $$;

-- An empty wallet for a newly registered customer. Twice equals once.
CREATE FUNCTION open_wallet(p_customer uuid, p_valid_until date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO wallets (customer_id, valid_until) VALUES (p_customer, p_valid_until) ON CONFLICT DO NOTHING
$$;

-- Locks a customer's wallet until the transaction ends and tells how it stands: whoever decides on a balance decides on
-- the balance that stays. No row when there is no wallet.
CREATE FUNCTION hold_wallet(p_customer uuid) RETURNS TABLE (balance bigint, standing "Standing")
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.balance, w.standing FROM wallets w WHERE w.customer_id = p_customer FOR UPDATE
$$;

-- Credits a paid top-up with its premium. Once per provider and payment reference: null when it was credited before.
CREATE FUNCTION credit_top_up(p_customer uuid, p_amount bigint, p_premium bigint, p_provider text, p_psp_ref text, p_paid_at timestamptz, p_now timestamptz)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE top_up uuid;
BEGIN
  INSERT INTO top_ups (customer_id, amount, premium, state, provider, psp_ref, paid_at)
  VALUES (p_customer, p_amount, p_premium, 'paid', p_provider, p_psp_ref, p_paid_at) ON CONFLICT DO NOTHING RETURNING id INTO top_up;
  IF top_up IS NULL THEN RETURN NULL; END IF;
  UPDATE wallets SET balance = balance + p_amount + p_premium WHERE customer_id = p_customer;
  IF NOT FOUND THEN RAISE EXCEPTION 'customer % has no wallet', p_customer USING ERRCODE = 'foreign_key_violation'; END IF;
  PERFORM post_journal(top_up, 'top_up', p_now, jsonb_build_array(
    jsonb_build_object('ledger', 'psp_clearing', 'amount', -p_amount),
    jsonb_build_object('ledger', 'premium_fund', 'amount', -p_premium),
    jsonb_build_object('ledger', 'wallet', 'owner', p_customer, 'amount', p_amount + p_premium)));
  RETURN top_up;
END $$;

-- Stops a customer's payments from the next one on. The caller has written the freeze in the same transaction.
CREATE FUNCTION stop_wallet(p_customer uuid, p_standing "Standing") RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM freezes f WHERE f.customer_id = p_customer
                 AND f.state = CASE p_standing WHEN 'frozen' THEN 'confirmed' WHEN 'provisionally_frozen' THEN 'provisional' END::"FreezeState") THEN
    RAISE EXCEPTION 'no freeze of customer % says %', p_customer, p_standing USING ERRCODE = 'check_violation';
  END IF;
  UPDATE wallets SET standing = p_standing WHERE customer_id = p_customer AND standing <> 'closed';
END $$;

-- Lets a customer pay again. Refused while any freeze is still open.
CREATE FUNCTION resume_wallet(p_customer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM freezes f WHERE f.customer_id = p_customer AND f.state IN ('provisional', 'confirmed')) THEN
    RAISE EXCEPTION 'a freeze of customer % is still open', p_customer USING ERRCODE = 'check_violation';
  END IF;
  UPDATE wallets SET standing = 'active' WHERE customer_id = p_customer AND standing IN ('frozen', 'provisionally_frozen');
END $$;

-- Puts an issued demand on the books: what the customer owes the programme. Twice equals once.
CREATE FUNCTION book_demand(p_demand uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE d demands;
BEGIN
  SELECT * INTO d FROM demands WHERE id = p_demand;
  IF EXISTS (SELECT 1 FROM journal_entries WHERE journal_id = p_demand) THEN RETURN; END IF;
  PERFORM post_journal(d.id, 'demand', d.issued_at, jsonb_build_array(
    jsonb_build_object('ledger', 'receivable', 'owner', d.customer_id, 'amount', -d.principal),
    jsonb_build_object('ledger', 'programme_claim', 'amount', d.principal)));
END $$;

-- Books money that came in for a demand: up to what is owed, the rest to suspense. Once per provider and payment
-- reference: no row when it was booked before.
CREATE FUNCTION receive_repayment(p_demand uuid, p_amount bigint, p_provider text, p_psp_ref text, p_method text, p_received_at timestamptz, p_now timestamptz)
RETURNS TABLE (repayment_id uuid, allocated bigint, surplus bigint, left_to_pay bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE d demands;
BEGIN
  SELECT * INTO d FROM demands WHERE id = p_demand FOR UPDATE;
  IF d.id IS NULL THEN RAISE EXCEPTION 'no demand %', p_demand USING ERRCODE = 'foreign_key_violation'; END IF;
  allocated := least(p_amount, d.principal - d.repaid_total);
  surplus := p_amount - allocated;
  INSERT INTO repayments (demand_id, customer_id, amount, surplus, provider, psp_ref, method, received_at)
  VALUES (d.id, d.customer_id, allocated, receive_repayment.surplus, p_provider, p_psp_ref, p_method, p_received_at)
  ON CONFLICT DO NOTHING RETURNING id INTO repayment_id;
  IF repayment_id IS NULL THEN RETURN; END IF;
  UPDATE demands SET repaid_total = repaid_total + allocated,
    state = (CASE WHEN repaid_total + allocated = principal THEN 'repaid' WHEN repaid_total + allocated > 0 THEN 'partly_repaid' ELSE 'issued' END)::"DemandState",
    repaid_at = CASE WHEN repaid_total + allocated = principal THEN coalesce(repaid_at, p_now) END
  WHERE id = d.id;
  PERFORM post_journal(repayment_id, 'repayment', p_now, jsonb_build_array(
    jsonb_build_object('ledger', 'psp_clearing', 'amount', -p_amount),
    jsonb_build_object('ledger', 'receivable', 'owner', d.customer_id, 'amount', allocated),
    jsonb_build_object('ledger', 'suspense', 'amount', receive_repayment.surplus)));
  left_to_pay := d.principal - d.repaid_total - allocated;
  RETURN NEXT;
END $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accept_payments TO mimamori_till;
GRANT EXECUTE ON FUNCTION close_payment_key TO mimamori_customer;
GRANT EXECUTE ON FUNCTION open_wallet TO mimamori_door;
GRANT EXECUTE ON FUNCTION hold_wallet, credit_top_up, receive_repayment TO mimamori_job;
GRANT EXECUTE ON FUNCTION stop_wallet, resume_wallet TO mimamori_office, mimamori_job;
GRANT EXECUTE ON FUNCTION book_demand TO mimamori_office;
GRANT EXECUTE ON FUNCTION officer_tied TO mimamori_office, mimamori_job;
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname = 'public' AND p.prosecdef LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO mimamori_money', f);
  END LOOP;
END $$;
