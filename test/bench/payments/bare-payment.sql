-- The yardstick: the plainest function that writes one payment with the same rows as the till (key, wallet, pocket, payment,
-- two entries, one job), called by the owner: no session, no store's state, no row security, nobody told of the job.
CREATE FUNCTION bare_payment(p_customer uuid, p_key text, p_store uuid, p_amount bigint, p_now timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  today date := (p_now AT TIME ZONE 'Asia/Tokyo')::date;
  payment_id uuid := uuidv7();
  left_over bigint;
  pocket pockets;
  tail text;
BEGIN
  INSERT INTO payment_keys (customer_id, key, request_hash, state, payment_id, created_at)
  VALUES (p_customer, p_key, 'bare', 'paid', payment_id, p_now) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN 'replayed'; END IF;
  UPDATE wallets SET balance = balance - p_amount, spent_day = today,
    spent_on_day = CASE WHEN spent_day = today THEN spent_on_day ELSE 0 END + p_amount
  WHERE customer_id = p_customer AND standing = 'active' AND balance >= p_amount
  RETURNING balance INTO left_over;
  IF NOT FOUND THEN RAISE EXCEPTION 'refused'; END IF;
  SELECT * INTO pocket FROM pockets k WHERE k.customer_id = p_customer AND k.expires_on >= today AND k.amount >= p_amount ORDER BY k.expires_on LIMIT 1;
  UPDATE pockets SET amount = amount - p_amount WHERE customer_id = p_customer AND expires_on = pocket.expires_on AND kind = pocket.kind;
  IF NOT FOUND THEN RAISE EXCEPTION 'refused'; END IF;
  LOOP
    tail := lpad(floor(random() * 1e6)::bigint::text, 6, '0');
    INSERT INTO payments (id, number, customer_id, store_id, amount, mode, balance_after, paid_at, paid_on, match_number)
    VALUES (payment_id, to_char(today, 'YYMMDD') || tail, p_customer, p_store, p_amount, 'number', left_over, p_now, today, right(tail, 4))
    ON CONFLICT DO NOTHING;
    EXIT WHEN FOUND;
  END LOOP;
  INSERT INTO journal_entries (journal_id, seq, cause, ledger, owner_id, amount, kind, expires_on, occurred_at) VALUES
    (payment_id, 1, 'payment', 'wallet', p_customer, -p_amount, pocket.kind, pocket.expires_on, p_now),
    (payment_id, 2, 'payment', 'store_payable', p_store, p_amount, NULL, NULL, p_now);
  INSERT INTO pgboss.job (name, data) VALUES ('after-payments', jsonb_build_object('paymentIds', ARRAY[payment_id]));
  RETURN 'paid';
END $$;

-- A customer and a store by chance, without the cost of looking for one.
CREATE TABLE bench_customers AS SELECT row_number() OVER (ORDER BY id)::int AS place, id FROM customers;
CREATE TABLE bench_stores AS SELECT row_number() OVER (ORDER BY id)::int AS place, id FROM stores;
ALTER TABLE bench_customers ADD PRIMARY KEY (place) INCLUDE (id);
ALTER TABLE bench_stores ADD PRIMARY KEY (place) INCLUDE (id);
