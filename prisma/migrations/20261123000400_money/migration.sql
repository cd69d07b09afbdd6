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

-- How a payment is told to its payer.
CREATE FUNCTION payment_told(p_payment payments, p_store stores) RETURNS jsonb LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('id', p_payment.id, 'number', p_payment.number, 'amount', p_payment.amount::text, 'state', p_payment.state,
    'mode', p_payment.mode, 'paidAt', to_char(p_payment.paid_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'matchNumber', p_payment.match_number, 'storeCode', p_store.number, 'storeName', p_store.name, 'balanceAfter', p_payment.balance_after::text)
$$;

-- Accepts payments that arrived together, one row of the arrays each, at most one per customer and call.
-- Per payment: the session names the payer; the key is claimed, or its first answer repeated, the wallet is debited by
-- one conditional update, which is the only lock (freezing updates the same row), payment, two entries and the key are
-- written. One payment's refusal never touches its neighbours. Customers are taken in the order of their ids, so two
-- calls cannot wait for each other in a circle. Returns one row per payment: outcome `paid` with the payment, or a
-- refusal reason with the values of its sentence.
CREATE FUNCTION accept_payments(
  p_session bytea[], p_key text[], p_hash text[], p_store_number text[], p_poster int[], p_amount bigint[], p_mode text[],
  p_now timestamptz, p_payment_max bigint, p_day_max bigint)
RETURNS TABLE (place int, outcome text, replayed boolean, facts jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  today date := (p_now AT TIME ZONE 'Asia/Tokyo')::date;
  asked record;
  store stores;
  wallet wallets;
  held payment_keys;
  made payments;
  payment_id uuid;
  spent bigint;
  attempt int;
  tail text;
  reason text;
  words jsonb;
  accepted uuid[] := '{}';
BEGIN
  FOR asked IN
    SELECT a.place::int AS place, a.key, a.hash, a.store_number, a.poster, a.amount, a.mode, s.actor_kind, s.device_id,
           CASE s.actor_kind WHEN 'customer' THEN s.actor_id END AS customer_id
    FROM unnest(p_session, p_key, p_hash, p_store_number, p_poster, p_amount, p_mode)
         WITH ORDINALITY AS a (session, key, hash, store_number, poster, amount, mode, place)
    LEFT JOIN sessions s ON s.hash = a.session AND s.revoked_at IS NULL AND p_now < s.idle_until AND p_now < s.absolute_until
    ORDER BY s.actor_id, a.place
  LOOP
    place := asked.place; replayed := false; facts := '{}'; words := '{}'; reason := NULL;
    IF asked.customer_id IS NULL THEN
      outcome := CASE WHEN asked.actor_kind IS NULL THEN 'not-signed-in' WHEN asked.actor_kind = 'visitor' THEN 'not-registered' ELSE 'not-your-role' END;
      RETURN NEXT;
      CONTINUE;
    END IF;

    payment_id := uuidv7();
    INSERT INTO payment_keys (customer_id, key, request_hash, state, payment_id, created_at)
    VALUES (asked.customer_id, asked.key, asked.hash, 'paid', payment_id, p_now) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
      SELECT * INTO held FROM payment_keys k WHERE k.customer_id = asked.customer_id AND k.key = asked.key;
      IF held.state = 'closed' THEN outcome := 'key-closed';
      ELSIF held.request_hash <> asked.hash THEN outcome := 'key-reused';
      ELSIF held.state = 'refused' THEN outcome := held.reason; facts := held.facts; replayed := true;
      ELSE
        SELECT * INTO made FROM payments p WHERE p.id = held.payment_id;
        SELECT * INTO store FROM stores st WHERE st.id = made.store_id;
        outcome := 'paid'; replayed := true; facts := payment_told(made, store);
        -- The first answer, whatever became of the payment since.
        facts := facts || '{"state": "paid"}';
      END IF;
      RETURN NEXT;
      CONTINUE;
    END IF;

    SELECT * INTO store FROM stores st WHERE st.number = asked.store_number;
    IF store.id IS NULL THEN reason := 'store-not-found';
    ELSIF asked.poster IS NOT NULL AND asked.poster <> store.poster_version THEN reason := 'poster-not-valid';
    ELSIF store.acceptance <> 'open' THEN reason := 'store-not-accepting';
    ELSIF asked.amount > p_payment_max THEN reason := 'payment-limit'; words := jsonb_build_object('limit', p_payment_max::text);
    ELSE
      UPDATE wallets w SET balance = w.balance - asked.amount, spent_day = today,
             spent_on_day = CASE WHEN w.spent_day = today THEN w.spent_on_day ELSE 0 END + asked.amount
      WHERE w.customer_id = asked.customer_id AND w.standing = 'active' AND w.balance >= asked.amount AND w.valid_until >= today
        AND CASE WHEN w.spent_day = today THEN w.spent_on_day ELSE 0 END + asked.amount <= p_day_max
      RETURNING * INTO wallet;
      IF NOT FOUND THEN
        SELECT * INTO wallet FROM wallets w WHERE w.customer_id = asked.customer_id;
        spent := CASE WHEN wallet.spent_day = today THEN wallet.spent_on_day ELSE 0 END;
        IF wallet.standing IN ('frozen', 'provisionally_frozen') THEN reason := 'payer-frozen';
        ELSIF wallet.standing = 'self_stopped' THEN reason := 'self-stopped';
        ELSIF wallet.standing IS DISTINCT FROM 'active' THEN reason := 'not-registered';
        ELSIF wallet.valid_until < today THEN reason := 'voucher-expired'; words := jsonb_build_object('day', wallet.valid_until);
        ELSIF spent + asked.amount > p_day_max THEN reason := 'day-limit'; words := jsonb_build_object('left', greatest(p_day_max - spent, 0)::text);
        ELSE reason := 'balance-short'; words := jsonb_build_object('balance', wallet.balance::text);
        END IF;
      END IF;
    END IF;

    IF reason IS NOT NULL THEN
      UPDATE payment_keys k SET state = 'refused', payment_id = NULL, reason = accept_payments.reason, facts = words
      WHERE k.customer_id = asked.customer_id AND k.key = asked.key;
      outcome := reason; facts := words;
      RETURN NEXT;
      CONTINUE;
    END IF;

    -- Six random digits after the day. its last four are unique per store and day as long as there are free ones.
    attempt := 0;
    LOOP
      attempt := attempt + 1;
      tail := lpad(floor(random() * 1e6)::bigint::text, 6, '0');
      IF attempt > 32 THEN tail := lpad(floor(random() * 1e9)::bigint::text, 9, '0') || right(tail, 4); END IF;
      INSERT INTO payments (id, number, customer_id, store_id, amount, mode, balance_after, paid_at, paid_on, match_round, match_number, device_id)
      VALUES (payment_id, to_char(today, 'YYMMDD') || tail, asked.customer_id, store.id, asked.amount, asked.mode::"PaymentMode", wallet.balance,
              p_now, today, (attempt - 1) / 8, right(tail, 4), asked.device_id)
      ON CONFLICT DO NOTHING RETURNING * INTO made;
      EXIT WHEN FOUND;
      IF attempt > 64 THEN RAISE EXCEPTION 'no free payment number at store %', store.code; END IF;
    END LOOP;

    INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, occurred_at) VALUES
      (payment_id, 1, 'payment', 'wallet', asked.customer_id, -asked.amount, p_now),
      (payment_id, 2, 'payment', 'store_payable', store.id, asked.amount, p_now);
    accepted := accepted || payment_id;
    outcome := 'paid'; facts := payment_told(made, store);
    RETURN NEXT;
  END LOOP;

  IF cardinality(accepted) > 0 THEN
    PERFORM enqueue_job('after-payments', jsonb_build_object('paymentIds', accepted));
  END IF;
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
GRANT EXECUTE ON FUNCTION payment_told TO mimamori_money;
