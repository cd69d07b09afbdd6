-- Money moves only through functions that mimamori_money owns (see 20261123000400_money). These replace the ones that
-- knew one purse per customer, and add the other ways to pay.

-- Writes one journal: entries as [{"ledger","owner","amount","kind","expiresOn"}], which must sum to zero. `kind` and
-- `expiresOn` name the pocket of a wallet's entry.
CREATE OR REPLACE FUNCTION post_journal(p_journal uuid, p_cause "JournalCause", p_at timestamptz, p_entries jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT sum((e ->> 'amount')::bigint) FROM jsonb_array_elements(p_entries) e) <> 0 THEN
    RAISE EXCEPTION 'journal % does not sum to zero', p_journal USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, kind, expires_on, occurred_at)
  SELECT p_journal, place, p_cause, (e ->> 'ledger')::"LedgerKind", (e ->> 'owner')::uuid, (e ->> 'amount')::bigint,
         (e ->> 'kind')::"VoucherKind", (e ->> 'expiresOn')::date, p_at
  FROM jsonb_array_elements(p_entries) WITH ORDINALITY AS entries (e, place)
  WHERE (e ->> 'amount')::bigint <> 0;
END $$;

-- Puts money into a pocket, wallet's row first: whoever writes a pocket holds that lock. No money, no pocket.
CREATE FUNCTION credit_pocket(p_customer uuid, p_kind "VoucherKind", p_expires_on date, p_amount bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF p_amount = 0 THEN RETURN; END IF;
  UPDATE wallets SET balance = balance + p_amount WHERE customer_id = p_customer;
  IF NOT FOUND THEN RAISE EXCEPTION 'customer % has no wallet', p_customer USING ERRCODE = 'foreign_key_violation'; END IF;
  INSERT INTO pockets AS k (customer_id, kind, expires_on, amount) VALUES (p_customer, p_kind, p_expires_on, p_amount)
  ON CONFLICT (customer_id, expires_on, kind) DO UPDATE SET amount = k.amount + p_amount;
END $$;

-- Gives part of a payment back to the pockets it came from, the last spent first, and tells the wallet's entries of the
-- journal that books it. The caller holds the payment's row and has not yet written this refund.
CREATE FUNCTION return_to_pockets(p_payment uuid, p_amount bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  customer uuid;
  part record;
  returned jsonb := '[]';
  left_over bigint := p_amount;
  gives bigint;
BEGIN
  SELECT p.customer_id INTO customer FROM payments p WHERE p.id = p_payment;
  PERFORM 1 FROM wallets w WHERE w.customer_id = customer FOR UPDATE;
  FOR part IN
    SELECT e.kind, e.expires_on, -sum(e.amount) AS spent FROM journal_entries e
    WHERE e.ledger = 'wallet' AND (e.journal_id = p_payment OR e.journal_id IN (SELECT r.id FROM refunds r WHERE r.payment_id = p_payment))
    GROUP BY e.kind, e.expires_on HAVING -sum(e.amount) > 0 ORDER BY e.expires_on DESC, e.kind
  LOOP
    gives := least(left_over, part.spent);
    CONTINUE WHEN gives = 0;
    PERFORM credit_pocket(customer, part.kind, part.expires_on, gives);
    returned := returned || jsonb_build_object('ledger', 'wallet', 'owner', customer, 'amount', gives, 'kind', part.kind, 'expiresOn', part.expires_on);
    left_over := left_over - gives;
  END LOOP;
  IF left_over > 0 THEN RAISE EXCEPTION 'payment % has % less to give back than %', p_payment, left_over, p_amount USING ERRCODE = 'check_violation'; END IF;
  RETURN returned;
END $$;

-- Tells the tills of these stores to look at their payments: heard when the caller commits, and only then.
CREATE FUNCTION tell_store_feed(p_stores uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  -- A notice carries 8,000 bytes at most: two hundred ids fit.
  SELECT pg_notify('mimamori_store_feed', string_agg(one.id::text, ','))
  FROM (SELECT DISTINCT s.id, s.nth / 200 AS portion FROM unnest(p_stores) WITH ORDINALITY s (id, nth)) one GROUP BY one.portion
$$;

DROP FUNCTION accept_payments;
DROP TYPE asked_payment;

-- Money that one payment may take from one pocket; `place` is where its row lies.
CREATE TYPE usable_pocket AS (place tid, kind "VoucherKind", expires_on date, amount bigint);

-- A payment on its way through accept_payments.
CREATE TYPE asked_payment AS (
  place int, payment_id uuid, customer_id uuid, device_id uuid, key text, hash text, store_id uuid, size "StoreSize", amount bigint,
  mode "PaymentMode", request_id uuid, code_id uuid, staff_id uuid,
  -- Why it cannot be, and the figures of that sentence.
  reason text, figures jsonb,
  -- The locked wallet: where its row lies, and what was spent today. Null for what will not be paid.
  wallet tid, standing "Standing", spent bigint,
  pockets usable_pocket[], balance_after bigint);

-- Accepts payments that arrived together, one row of the arrays each. The payer is whom the session names or, when a store
-- read a one-time code, whom the code belongs to. The store and amount are the asked ones or the payment request's.
-- Per payment: the key is claimed, or its first answer repeated; the wallet is locked (freezing updates the same row, so a
-- freeze and a payment cannot cross); the earliest expiring pockets that the store may take are debited; payment, entries
-- and key are written. One payment's refusal never touches its neighbours, and all take each step together, which costs
-- a fraction of one after the other.
-- At most one payment per customer, and one per request, in a call: a second one is answered `held-back` and nothing of it
-- is written. Payers are taken in the order of their ids, so that two calls do not wait for each other in a circle.
-- Returns one row per payment: outcome `paid` with the payment, or a refusal reason with the figures of its sentence.
CREATE FUNCTION accept_payments(
  p_session bytea[], p_key text[], p_hash text[], p_store_number text[], p_poster int[], p_amount bigint[], p_mode text[],
  p_request bytea[], p_code bytea[], p_staff uuid[], p_now timestamptz, p_payment_max bigint, p_day_max bigint)
RETURNS TABLE (place int, outcome text, replayed boolean, facts jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
-- One plan for every call (planning anew costs as much as the call itself), and one that reaches every row through an
-- index: plans are kept, and one that was made while a table was small would read all of it when it is large. For the
-- same reason rows are looked up by LATERAL with LIMIT 1, and written where they were found (ctid, of rows that are
-- locked), both of which the planner cannot turn around.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  today date := (p_now AT TIME ZONE 'Asia/Tokyo')::date;
  stopped "ProgrammeFunction"[];
  asked asked_payment[];
  claimed uuid[];
  paying asked_payment[];
  unnumbered asked_payment[];
  numbered uuid[];
  attempt int := 0;
  one asked_payment;
  written int;
BEGIN
  SELECT coalesce(array_agg(f.function), '{}') INTO stopped FROM function_stops f;

  -- Who asks, for which store, and whether anything but the wallet speaks against it.
  SELECT array_agg(ROW(a.place, uuidv7(), a.customer_id, a.device_id, a.key, a.hash, st.id, st.size, a.amount, a.mode,
      a.request_id, a.code_id, a.staff_id,
      CASE WHEN a.code IS NOT NULL AND a.code_id IS NULL THEN 'code-not-accepted'
           WHEN a.code IS NULL AND a.actor_kind IS NULL THEN 'not-signed-in'
           WHEN a.actor_kind = 'visitor' THEN 'not-registered'
           WHEN a.customer_id IS NULL THEN 'not-your-role'
           WHEN a.nth > 1 OR (a.request_id IS NOT NULL AND a.nth_of_request > 1) THEN 'held-back'
           WHEN 'pay' = ANY (stopped) OR (a.mode = 'code' AND 'code_pay' = ANY (stopped)) THEN 'programme-stopped'
           WHEN a.request IS NOT NULL AND a.request_id IS NULL THEN 'request-expired'
           WHEN st.id IS NULL THEN 'store-not-found'
           WHEN a.poster <> st.poster_version THEN 'poster-not-valid'
           WHEN st.acceptance <> 'open' THEN 'store-not-accepting'
           WHEN EXISTS (SELECT 1 FROM staff x JOIN staff_stores y ON y.staff_id = x.id
                        WHERE x.line_user_id = a.line_user_id AND x.employment = 'active' AND y.store_id = st.id) THEN 'own-store'
           WHEN a.amount > p_payment_max THEN 'payment-limit' END,
      CASE WHEN a.amount > p_payment_max THEN jsonb_build_object('limit', p_payment_max::text) ELSE '{}' END,
      NULL, NULL, NULL, NULL, NULL)::asked_payment ORDER BY a.customer_id)
  INTO asked
  FROM (
    SELECT t.place, t.key, t.hash, t.request, t.code, t.poster,
           CASE WHEN r.id IS NULL THEN t.store_number END AS store_number, r.store_id AS store_of_request,
           coalesce(r.amount, t.amount) AS amount, (CASE WHEN r.code_id IS NOT NULL THEN 'code' ELSE t.mode END)::"PaymentMode" AS mode,
           coalesce(s.actor_kind, CASE WHEN c.id IS NOT NULL THEN 'customer'::"ActorKind" END) AS actor_kind,
           CASE s.actor_kind WHEN 'customer' THEN s.actor_id ELSE c.customer_id END AS customer_id,
           coalesce(s.device_id, c.device_id) AS device_id, coalesce(s.line_user_id, c.line_user_id) AS line_user_id,
           r.id AS request_id, coalesce(c.id, r.code_id) AS code_id, coalesce(r.staff_id, t.staff) AS staff_id,
           row_number() OVER (PARTITION BY coalesce(s.actor_id, c.customer_id) ORDER BY t.place) AS nth,
           row_number() OVER (PARTITION BY r.id ORDER BY t.place) AS nth_of_request
    FROM unnest(p_session, p_key, p_hash, p_store_number, p_poster, p_amount, p_mode, p_request, p_code, p_staff)
         WITH ORDINALITY AS t (session, key, hash, store_number, poster, amount, mode, request, code, staff, place)
    LEFT JOIN LATERAL (SELECT x.actor_kind, x.actor_id, x.device_id, x.line_user_id FROM sessions x
      WHERE x.hash = t.session AND x.revoked_at IS NULL AND p_now < x.idle_until AND p_now < x.absolute_until LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT x.id, x.customer_id, x.device_id, y.line_user_id FROM pay_codes x JOIN customers y ON y.id = x.customer_id
      WHERE x.code_hash = t.code LIMIT 1) c ON true
    LEFT JOIN LATERAL (SELECT x.id, x.store_id, x.staff_id, x.amount, x.code_id FROM payment_requests x WHERE x.token_hash = t.request LIMIT 1) r ON true) a
  LEFT JOIN LATERAL (
    (SELECT x.id, x.size, x.poster_version, x.acceptance FROM stores x WHERE x.number = a.store_number LIMIT 1)
    UNION ALL
    (SELECT x.id, x.size, x.poster_version, x.acceptance FROM stores x WHERE x.id = a.store_of_request LIMIT 1)) st ON true;

  -- The key is claimed by whoever writes it first; a concurrent call with the same key waits here for the first answer.
  WITH made AS (
    INSERT INTO payment_keys (customer_id, key, request_hash, state, payment_id, reason, facts, created_at)
    SELECT a.customer_id, a.key, a.hash, (CASE WHEN a.reason IS NULL THEN 'paid' ELSE 'refused' END)::"PaymentKeyState",
           CASE WHEN a.reason IS NULL THEN a.payment_id END, a.reason, CASE WHEN a.reason IS NOT NULL THEN a.figures END, p_now
    FROM unnest(asked) a WHERE a.customer_id IS NOT NULL AND a.reason IS DISTINCT FROM 'held-back'
    ON CONFLICT DO NOTHING RETURNING customer_id)
  SELECT coalesce(array_agg(customer_id), '{}') INTO claimed FROM made;

  -- The locks, always in the order of the payers: wallets, then requests in the order of their ids.
  SELECT array_agg(ROW(a.place, a.payment_id, a.customer_id, a.device_id, a.key, a.hash, a.store_id, a.size, a.amount, a.mode, a.request_id, a.code_id,
      a.staff_id, a.reason, a.figures, w.found_at, w.standing, CASE WHEN w.spent_day = today THEN w.spent_on_day ELSE 0 END, NULL, NULL)::asked_payment)
  INTO asked
  FROM unnest(asked) a
  LEFT JOIN LATERAL (SELECT x.ctid AS found_at, x.standing, x.spent_day, x.spent_on_day FROM wallets x
    WHERE a.reason IS NULL AND a.customer_id = ANY (claimed) AND x.customer_id = a.customer_id LIMIT 1 FOR UPDATE) w ON true;
  IF EXISTS (SELECT 1 FROM unnest(asked) a WHERE a.request_id IS NOT NULL) THEN
    PERFORM 1 FROM payment_requests x WHERE x.id = ANY (SELECT a.request_id FROM unnest(asked) a WHERE a.wallet IS NOT NULL) ORDER BY x.id FOR UPDATE;
  END IF;

  -- What each locked wallet says. A new statement, so it sees what was committed while it waited for the locks.
  SELECT array_agg(ROW(a.place, a.payment_id, a.customer_id, a.device_id, a.key, a.hash, a.store_id, a.size, a.amount, a.mode, a.request_id, a.code_id, a.staff_id,
      CASE WHEN a.wallet IS NULL THEN a.reason
           WHEN a.standing IN ('frozen', 'provisionally_frozen') THEN 'payer-frozen'
           WHEN a.standing = 'self_stopped' THEN 'self-stopped'
           WHEN a.standing <> 'active' THEN 'not-registered'
           WHEN r.state = 'paid' THEN 'request-used'
           WHEN r.state <> 'open' OR r.expires_at <= p_now OR r.customer_id <> a.customer_id THEN 'request-expired'
           WHEN a.request_id IS NULL AND c.state IN ('used', 'asked') THEN 'code-used'
           WHEN a.request_id IS NULL AND (c.state <> 'open' OR c.expires_at <= p_now) THEN 'code-expired'
           WHEN a.spent + a.amount > p_day_max THEN 'day-limit'
           WHEN coalesce(k.usable_here, 0) >= a.amount THEN NULL
           WHEN k.usable >= a.amount THEN 'kind-not-here'
           WHEN k.usable IS NULL AND k.last_day < today THEN 'voucher-expired'
           ELSE 'balance-short' END,
      CASE WHEN a.wallet IS NULL THEN a.figures
           ELSE jsonb_build_object('left', greatest(p_day_max - a.spent, 0)::text, 'usable', coalesce(k.usable_here, 0)::text,
                                   'balance', coalesce(k.usable_here, 0)::text, 'day', k.last_day) END,
      a.wallet, a.standing, a.spent, k.parts, k.usable - a.amount)::asked_payment)
  INTO asked
  FROM unnest(asked) a
  LEFT JOIN LATERAL (SELECT x.state, x.expires_at, x.customer_id FROM payment_requests x WHERE x.id = a.request_id LIMIT 1) r ON true
  LEFT JOIN LATERAL (SELECT x.state, x.expires_at FROM pay_codes x WHERE x.id = a.code_id LIMIT 1) c ON true
  LEFT JOIN LATERAL (
    SELECT sum(x.amount) FILTER (WHERE x.open) AS usable, sum(x.amount) FILTER (WHERE x.open AND x.here) AS usable_here, max(x.expires_on) AS last_day,
           array_agg(ROW(x.found_at, x.kind, x.expires_on, x.amount)::usable_pocket ORDER BY x.expires_on, x.kind DESC) FILTER (WHERE x.open AND x.here) AS parts
    FROM (SELECT y.ctid AS found_at, y.kind, y.expires_on, y.amount, y.amount > 0 AND y.expires_on >= today AS open, y.kind = 'common' OR a.size = 'small' AS here
          FROM pockets y WHERE a.wallet IS NOT NULL AND y.customer_id = a.customer_id OFFSET 0) x) k ON true;

  SELECT coalesce(array_agg(a), '{}') INTO paying FROM unnest(asked) a WHERE a.wallet IS NOT NULL AND a.reason IS NULL;

  -- Whose wallet says no learns why, and the key keeps that answer; the figures that its sentence does not need stay here.
  FOREACH one IN ARRAY asked LOOP
    CONTINUE WHEN one.wallet IS NULL OR one.reason IS NULL;
    UPDATE payment_keys k SET state = 'refused', payment_id = NULL, reason = one.reason, facts = CASE one.reason
      WHEN 'voucher-expired' THEN jsonb_build_object('day', one.figures -> 'day')
      WHEN 'day-limit' THEN jsonb_build_object('left', one.figures -> 'left')
      WHEN 'kind-not-here' THEN jsonb_build_object('usable', one.figures -> 'usable')
      WHEN 'balance-short' THEN jsonb_build_object('balance', one.figures -> 'balance') ELSE '{}' END
    WHERE k.customer_id = one.customer_id AND k.key = one.key;
    UPDATE pay_codes c SET refusal = one.reason, facts = (SELECT k.facts FROM payment_keys k WHERE k.customer_id = one.customer_id AND k.key = one.key)
    WHERE c.id = one.code_id AND c.state = 'open';
  END LOOP;

  -- Six random digits after the day; the last four are unique per store and day as long as there are free ones. Rows go in
  -- in the order of their numbers, for the same reason as payers.
  unnumbered := paying;
  WHILE cardinality(unnumbered) > 0 LOOP
    attempt := attempt + 1;
    IF attempt > 64 THEN RAISE EXCEPTION 'no free numbers for % payments', cardinality(unnumbered); END IF;
    WITH made AS (
      INSERT INTO payments (id, number, customer_id, store_id, amount, small_store_amount, mode, balance_after, paid_at, paid_on, match_round, match_number,
                            device_id, staff_id, request_id)
      SELECT n.payment_id, to_char(today, 'YYMMDD') || n.tail, n.customer_id, n.store_id, n.amount,
             -- The pockets for small stores, as far as the earlier expiring ones leave something to pay.
             (SELECT coalesce(sum(least(u.amount, n.amount - u.before)), 0) FROM (
                SELECT k.kind, k.amount, coalesce(sum(k.amount) OVER (ORDER BY k.nth ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
                FROM unnest(n.pockets) WITH ORDINALITY k (place, kind, expires_on, amount, nth)) u
              WHERE u.kind = 'small_store' AND u.before < n.amount),
             n.mode, n.balance_after, p_now, today, (attempt - 1) / 8, right(n.tail, 4), n.device_id, n.staff_id, n.request_id
      FROM (SELECT u.*, CASE WHEN attempt <= 32 THEN '' ELSE lpad(floor(random() * 1e7)::bigint::text, 7, '0') END
                        || lpad(floor(random() * 1e6)::bigint::text, 6, '0') AS tail FROM unnest(unnumbered) u) n
      ORDER BY n.tail
      ON CONFLICT DO NOTHING RETURNING id)
    SELECT coalesce(array_agg(id), '{}') INTO numbered FROM made;
    EXIT WHEN cardinality(numbered) = cardinality(unnumbered);
    SELECT coalesce(array_agg(u), '{}') INTO unnumbered FROM unnest(unnumbered) u WHERE u.payment_id <> ALL (numbered);
  END LOOP;

  IF cardinality(paying) > 0 THEN
    -- The debit. Every row is locked here since it was read, so that nothing can have moved it; if something did, nothing counts.
    UPDATE wallets w SET balance = w.balance - p.amount, spent_day = today, spent_on_day = p.spent + p.amount FROM unnest(paying) p WHERE w.ctid = p.wallet;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written <> cardinality(paying) THEN RAISE EXCEPTION '% wallets were debited for % payments', written, cardinality(paying); END IF;

    WITH taken AS (
      SELECT p.payment_id, p.customer_id, k.found_at, k.kind, k.expires_on, k.nth, least(k.amount, p.amount - k.before) AS amount
      FROM unnest(paying) p
      CROSS JOIN LATERAL (
        SELECT u.place AS found_at, u.kind, u.expires_on, u.amount, u.nth,
               coalesce(sum(u.amount) OVER (ORDER BY u.nth ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
        FROM unnest(p.pockets) WITH ORDINALITY u (place, kind, expires_on, amount, nth)) k
      WHERE k.before < p.amount),
    debited AS (UPDATE pockets k SET amount = k.amount - t.amount FROM taken t WHERE k.ctid = t.found_at RETURNING 1)
    INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, kind, expires_on, occurred_at)
    SELECT t.payment_id, t.nth, 'payment'::"JournalCause", 'wallet'::"LedgerKind", t.customer_id, -t.amount, t.kind, t.expires_on, p_now FROM taken t
    UNION ALL
    SELECT p.payment_id, cardinality(p.pockets) + 1, 'payment', 'store_payable', p.store_id, p.amount, NULL, NULL, p_now FROM unnest(paying) p
    UNION ALL
    -- Never a row: it stops everything when a pocket was not where it was found.
    SELECT NULL, 0, 'payment', 'wallet', NULL, 0, NULL, NULL, p_now WHERE (SELECT count(*) FROM debited) <> (SELECT count(*) FROM taken);

    UPDATE payment_requests r SET state = 'paid', payment_id = p.payment_id FROM unnest(paying) p WHERE p.request_id IS NOT NULL AND r.id = p.request_id;
    UPDATE pay_codes c SET state = 'used', payment_id = p.payment_id, refusal = NULL, facts = NULL FROM unnest(paying) p WHERE p.code_id IS NOT NULL AND c.id = p.code_id;
    PERFORM enqueue_job('after-payments', jsonb_build_object('paymentIds', (SELECT array_agg(p.payment_id) FROM unnest(paying) p)));
    PERFORM tell_store_feed((SELECT array_agg(p.store_id) FROM unnest(paying) p));
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
           'storeCode', st.number, 'storeName', st.name, 'balanceAfter', p.balance_after::text, 'smallStoreAmount', p.small_store_amount::text)
         ELSE coalesce(k.facts, '{}') END
  FROM unnest(asked) a
  LEFT JOIN LATERAL (SELECT * FROM payment_keys x WHERE x.customer_id = a.customer_id AND x.key = a.key LIMIT 1) k ON true
  LEFT JOIN LATERAL (SELECT * FROM payments x WHERE x.id = k.payment_id LIMIT 1) p ON true
  LEFT JOIN LATERAL (SELECT x.number, x.name FROM stores x WHERE x.id = p.store_id LIMIT 1) st ON true;
END $$;

-- An empty wallet for a newly registered customer. Twice equals once.
DROP FUNCTION open_wallet;
CREATE FUNCTION open_wallet(p_customer uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO wallets (customer_id) VALUES (p_customer) ON CONFLICT DO NOTHING
$$;

-- Credits a paid top-up: what was paid is common, its premium is for small stores, both until the same last day. Once per
-- provider and payment reference: null when it was credited before.
DROP FUNCTION credit_top_up;
CREATE FUNCTION credit_top_up(p_customer uuid, p_amount bigint, p_premium bigint, p_provider text, p_psp_ref text, p_paid_at timestamptz, p_now timestamptz, p_expires_on date)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE top_up uuid;
BEGIN
  INSERT INTO top_ups (customer_id, amount, premium, state, provider, psp_ref, paid_at)
  VALUES (p_customer, p_amount, p_premium, 'paid', p_provider, p_psp_ref, p_paid_at) ON CONFLICT DO NOTHING RETURNING id INTO top_up;
  IF top_up IS NULL THEN RETURN NULL; END IF;
  PERFORM credit_pocket(p_customer, 'common', p_expires_on, p_amount);
  PERFORM credit_pocket(p_customer, 'small_store', p_expires_on, p_premium);
  PERFORM post_journal(top_up, 'top_up', p_now, jsonb_build_array(
    jsonb_build_object('ledger', 'psp_clearing', 'amount', -p_amount),
    jsonb_build_object('ledger', 'premium_fund', 'amount', -p_premium),
    jsonb_build_object('ledger', 'wallet', 'owner', p_customer, 'amount', p_amount, 'kind', 'common', 'expiresOn', p_expires_on),
    jsonb_build_object('ledger', 'wallet', 'owner', p_customer, 'amount', p_premium, 'kind', 'small_store', 'expiresOn', p_expires_on)));
  RETURN top_up;
END $$;

-- Takes vouchers whose last day has passed out of wallets, some customers at a time. Returns how many pockets were
-- emptied: call again until it is none. They could not be used any more since that day; this only says so in the books.
CREATE FUNCTION expire_pockets(p_today date, p_now timestamptz, p_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  due record;
  emptied int := 0;
  gone bigint;
BEGIN
  FOR due IN SELECT k.customer_id, k.kind, k.expires_on FROM pockets k WHERE k.amount > 0 AND k.expires_on < p_today
             ORDER BY k.customer_id, k.expires_on, k.kind LIMIT p_most LOOP
    PERFORM 1 FROM wallets w WHERE w.customer_id = due.customer_id FOR UPDATE;
    SELECT k.amount INTO gone FROM pockets k WHERE (k.customer_id, k.kind, k.expires_on) = (due.customer_id, due.kind, due.expires_on);
    -- Another sweep was here first.
    CONTINUE WHEN gone = 0;
    UPDATE pockets k SET amount = 0 WHERE (k.customer_id, k.kind, k.expires_on) = (due.customer_id, due.kind, due.expires_on);
    UPDATE wallets w SET balance = w.balance - gone WHERE w.customer_id = due.customer_id;
    PERFORM post_journal(uuidv7(), 'expiry', p_now, jsonb_build_array(
      jsonb_build_object('ledger', 'wallet', 'owner', due.customer_id, 'amount', -gone, 'kind', due.kind, 'expiresOn', due.expires_on),
      jsonb_build_object('ledger', 'expired', 'amount', gone)));
    emptied := emptied + 1;
  END LOOP;
  RETURN emptied;
END $$;

-- Lets a customer pay again. Refused while any freeze is still open; a stop of the customer's own outlasts it.
CREATE OR REPLACE FUNCTION resume_wallet(p_customer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM freezes f WHERE f.customer_id = p_customer AND f.state IN ('provisional', 'confirmed')) THEN
    RAISE EXCEPTION 'a freeze of customer % is still open', p_customer USING ERRCODE = 'check_violation';
  END IF;
  UPDATE wallets SET standing = (CASE WHEN self_stopped_at IS NULL THEN 'active' ELSE 'self_stopped' END)::"Standing"
  WHERE customer_id = p_customer AND standing IN ('frozen', 'provisionally_frozen');
END $$;

-- A new one-time code of the customer of this scope; an older one can no longer be used.
CREATE FUNCTION issue_pay_code(p_code_hash bytea, p_device uuid, p_now timestamptz, p_expires_at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE made uuid;
BEGIN
  -- Two phones of one person at once: the wallet's row puts them in order.
  PERFORM 1 FROM wallets w WHERE w.customer_id = scope.customer_id() FOR UPDATE;
  UPDATE pay_codes c SET state = 'replaced' WHERE c.customer_id = scope.customer_id() AND c.state = 'open';
  INSERT INTO pay_codes (customer_id, device_id, code_hash, created_at, expires_at)
  VALUES (scope.customer_id(), p_device, p_code_hash, p_now, p_expires_at) ON CONFLICT DO NOTHING RETURNING id INTO made;
  RETURN made;
END $$;

-- What a store's terminal learns about a code before it is charged, and nothing else of its owner. `pay`: charge it now.
-- `asked`: the amount needs the owner's yes (a large one, or their first payment here), a request of p_token is open for
-- them. Else a refusal reason. The same store asking again for the same code and amount gets the same request.
CREATE FUNCTION present_pay_code(p_code_hash bytea, p_store uuid, p_amount bigint, p_token bytea, p_sure_below bigint, p_now timestamptz, p_expires_at timestamptz)
RETURNS TABLE (outcome text, request_id uuid, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  c pay_codes;
  r payment_requests;
BEGIN
  IF NOT coalesce(p_store = ANY (scope.store_ids()), false) THEN RAISE EXCEPTION 'not a store of this scope' USING ERRCODE = 'insufficient_privilege'; END IF;
  SELECT * INTO c FROM pay_codes x WHERE x.code_hash = p_code_hash FOR UPDATE;
  IF c.id IS NULL THEN RETURN QUERY SELECT 'code-not-accepted', NULL::uuid, NULL::timestamptz; RETURN; END IF;
  IF c.state = 'asked' THEN
    SELECT * INTO r FROM payment_requests x WHERE x.code_id = c.id;
    RETURN QUERY SELECT CASE WHEN r.store_id = p_store AND r.amount = p_amount AND r.state <> 'cancelled' THEN 'asked' ELSE 'code-used' END, r.id, r.expires_at;
    RETURN;
  END IF;
  -- A used code may be the same sale sent again: its key tells, in the till.
  IF c.state = 'used' THEN RETURN QUERY SELECT 'pay', NULL::uuid, NULL::timestamptz; RETURN; END IF;
  IF c.state <> 'open' OR c.expires_at <= p_now THEN RETURN QUERY SELECT 'code-expired', NULL::uuid, NULL::timestamptz; RETURN; END IF;
  IF p_amount < p_sure_below AND EXISTS (SELECT 1 FROM payments p WHERE p.customer_id = c.customer_id AND p.store_id = p_store) THEN
    RETURN QUERY SELECT 'pay', NULL::uuid, NULL::timestamptz;
    RETURN;
  END IF;
  UPDATE pay_codes x SET state = 'asked' WHERE x.id = c.id;
  INSERT INTO payment_requests (store_id, staff_id, amount, token_hash, created_at, expires_at, customer_id, code_id)
  VALUES (p_store, scope.staff_id(), p_amount, p_token, p_now, p_expires_at, c.customer_id, c.id) RETURNING * INTO r;
  RETURN QUERY SELECT 'asked', r.id, r.expires_at;
END $$;

-- What a customer learns from a payment request's token. No row: there is none, or it is somebody else's.
CREATE FUNCTION look_up_request(p_token bytea) RETURNS TABLE (request_id uuid, store_id uuid, amount bigint, state "RequestState", expires_at timestamptz, paid_by_you boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, r.store_id, r.amount, r.state, r.expires_at, coalesce(p.customer_id = scope.customer_id(), false)
  FROM payment_requests r LEFT JOIN payments p ON p.id = r.payment_id
  WHERE r.token_hash = p_token AND scope.customer_id() IS NOT NULL AND coalesce(r.customer_id = scope.customer_id(), true)
$$;

-- Counts a failed try for each subject; from p_most failures within p_window on, the subject waits p_block.
CREATE FUNCTION count_failed_try(p_subjects text[], p_most int, p_window interval, p_block interval, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO tries AS t (subject, failures, since, blocked_until)
  SELECT s, 1, p_now, CASE WHEN p_most <= 1 THEN p_now + p_block END FROM unnest(p_subjects) s ORDER BY s
  ON CONFLICT (subject) DO UPDATE SET
    failures = CASE WHEN t.since < p_now - p_window THEN 1 ELSE t.failures + 1 END,
    since = CASE WHEN t.since < p_now - p_window THEN p_now ELSE t.since END,
    blocked_until = CASE WHEN t.since >= p_now - p_window AND t.failures + 1 >= p_most THEN p_now + p_block ELSE t.blocked_until END
$$;

-- Until when any of these subjects has to wait; null when none has to.
CREATE FUNCTION tries_blocked_until(p_subjects text[], p_now timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT max(t.blocked_until) FROM tries t WHERE t.subject = ANY (p_subjects) AND t.blocked_until > p_now
$$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname = 'public' AND p.prosecdef AND p.proname <> 'enqueue_job' LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO mimamori_money', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION accept_payments TO mimamori_till;
GRANT EXECUTE ON FUNCTION open_wallet TO mimamori_door;
GRANT EXECUTE ON FUNCTION credit_top_up, expire_pockets TO mimamori_job;
GRANT EXECUTE ON FUNCTION issue_pay_code, look_up_request TO mimamori_customer;
GRANT EXECUTE ON FUNCTION present_pay_code TO mimamori_store;
GRANT EXECUTE ON FUNCTION count_failed_try, tries_blocked_until TO mimamori_customer, mimamori_store;
