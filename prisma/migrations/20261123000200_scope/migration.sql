-- Who may see what. The programme logs in as mimamori_app, which can do nothing by itself, each transaction takes
-- one audience's role and says on whose behalf it acts (server/db/atomically.ts). Each table has one policy per
-- role, a role without a scope sees no row.

DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['mimamori_customer', 'mimamori_store', 'mimamori_office', 'mimamori_job',
                                   'mimamori_door', 'mimamori_till', 'mimamori_money', 'mimamori_queue', 'mimamori_app'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- roles belong to the whole server: another database of it made them already
    END;
  END LOOP;
  FOREACH role_name IN ARRAY ARRAY['mimamori_customer', 'mimamori_store', 'mimamori_office', 'mimamori_job',
                                   'mimamori_door', 'mimamori_till', 'mimamori_queue'] LOOP
    BEGIN
      EXECUTE format('GRANT %I TO mimamori_app WITH INHERIT FALSE, SET TRUE', role_name);
    EXCEPTION WHEN unique_violation THEN
      NULL;
    END;
  END LOOP;
END $$;

-- The scope of this transaction, as set beside the role. An empty setting is no scope.
CREATE SCHEMA scope;
CREATE FUNCTION scope.customer_id() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('mimamori.customer_id', true), '')::uuid $$;
CREATE FUNCTION scope.staff_id() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('mimamori.staff_id', true), '')::uuid $$;
CREATE FUNCTION scope.store_ids() RETURNS uuid[] LANGUAGE sql STABLE
  AS $$ SELECT string_to_array(nullif(current_setting('mimamori.store_ids', true), ''), ',')::uuid[] $$;
CREATE FUNCTION scope.officer_id() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('mimamori.officer_id', true), '')::uuid $$;
CREATE FUNCTION scope.job() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('mimamori.job', true), '') $$;
CREATE FUNCTION scope.door() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('mimamori.door', true), '') $$;
GRANT USAGE ON SCHEMA scope TO PUBLIC;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Every table: row security on, also for its owner.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

-- The worker: everything it must write, everything readable, once a job has said its name.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job', t);
  END LOOP;
END $$;
GRANT INSERT, UPDATE ON line_contacts, line_messages, fraud_cases, case_payments, freezes, approvals, fact_checks TO mimamori_job;
GRANT INSERT ON alerts, case_events, audit_entries, screenings, rule_settings TO mimamori_job;
GRANT UPDATE (payment_ids, sentence_ja, sentence_en, figures, facts) ON alerts TO mimamori_job;
GRANT UPDATE (state, handled_at, payload) ON webhook_events TO mimamori_job;
GRANT UPDATE (state, outcome, handled_at) ON payment_notifications TO mimamori_job;
GRANT UPDATE (chain_index, prev_hash, hash) ON audit_entries TO mimamori_job;
GRANT UPDATE (language) ON customers TO mimamori_job;
GRANT DELETE ON sessions TO mimamori_job;

-- Customers: their own rows, and the stores where they can pay.
CREATE POLICY customer ON customers TO mimamori_customer USING (id = (SELECT scope.customer_id()));
CREATE POLICY customer ON wallets TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON payments TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON payment_keys TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON top_ups TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON line_messages TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON freezes TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON demands TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON repayments TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON stores FOR SELECT TO mimamori_customer USING ((SELECT scope.customer_id()) IS NOT NULL);
CREATE POLICY customer ON fraud_cases FOR SELECT TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON audit_entries FOR INSERT TO mimamori_customer
  WITH CHECK (actor_kind = 'customer' AND actor_id = (SELECT scope.customer_id()));
CREATE POLICY customer ON case_events FOR INSERT TO mimamori_customer
  WITH CHECK (kind = 'demand_opened' AND officer_id IS NULL AND case_id IN (SELECT id FROM fraud_cases WHERE customer_id = (SELECT scope.customer_id())));
GRANT SELECT ON customers, wallets, payments, payment_keys, top_ups, line_messages, freezes, demands, repayments, stores TO mimamori_customer;
-- Of a case its customer learns the number and the stage, never the alerts, the verdict's note or the officers.
GRANT SELECT (id, number, customer_id, state) ON fraud_cases TO mimamori_customer;
GRANT UPDATE (text_size, language) ON customers TO mimamori_customer;
GRANT UPDATE (opened_at) ON line_messages, demands TO mimamori_customer;
GRANT INSERT ON audit_entries, case_events TO mimamori_customer;

-- Store staff: what belongs to their own stores, never a customer.
CREATE POLICY store ON stores FOR SELECT TO mimamori_store USING (id = ANY ((SELECT scope.store_ids())::uuid[]));
CREATE POLICY store ON payments FOR SELECT TO mimamori_store USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]));
CREATE POLICY store ON staff_stores FOR SELECT TO mimamori_store USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]));
CREATE POLICY store ON staff FOR SELECT TO mimamori_store
  USING (id IN (SELECT staff_id FROM staff_stores WHERE store_id = ANY ((SELECT scope.store_ids())::uuid[])));
CREATE POLICY store ON fact_checks TO mimamori_store
  USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]) AND NOT coalesce((SELECT scope.staff_id()) = ANY (hidden_from), false));
CREATE POLICY store ON fact_check_answers TO mimamori_store USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]));
CREATE POLICY store ON audit_entries FOR INSERT TO mimamori_store
  WITH CHECK (actor_kind = 'staff' AND actor_id = (SELECT scope.staff_id()));
CREATE POLICY store ON case_events FOR INSERT TO mimamori_store
  WITH CHECK (kind = 'fact_check_answered' AND officer_id IS NULL
              AND case_id IN (SELECT case_id FROM fact_checks WHERE store_id = ANY ((SELECT scope.store_ids())::uuid[])));
GRANT SELECT ON stores, staff_stores, fact_check_answers TO mimamori_store;
-- Not hidden_from: that would tell the others who among them paid.
GRANT SELECT (id, case_id, store_id, question, payment_ids, asked_at, due_at, state, answered_by, answered_at, same_checkout) ON fact_checks TO mimamori_store;
GRANT SELECT (id, code, name, role, employment, login_id) ON staff TO mimamori_store;
-- Not customer_id, balance_after or device_id: a store never learns who paid.
GRANT SELECT (id, number, store_id, amount, mode, state, paid_at, paid_on, match_round, match_number) ON payments TO mimamori_store;
GRANT UPDATE (state, answered_by, answered_at, same_checkout) ON fact_checks TO mimamori_store;
GRANT INSERT ON fact_check_answers, case_events, audit_entries TO mimamori_store;

-- The secretariat reads what its work needs and writes cases, money only through functions.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['customers', 'wallets', 'line_contacts', 'stores', 'staff', 'staff_stores', 'officers', 'officer_ties',
      'payments', 'top_ups', 'payment_notifications', 'journal_entries', 'line_messages', 'fraud_cases', 'case_payments', 'alerts',
      'case_events', 'fact_checks', 'fact_check_answers', 'freezes', 'demands', 'repayments', 'approvals', 'audit_entries',
      'rule_settings', 'screenings'] LOOP
    EXECUTE format('CREATE POLICY office ON %I TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_office', t);
  END LOOP;
END $$;
REVOKE SELECT ON staff, officers FROM mimamori_office;
GRANT SELECT (id, code, name, phone, line_user_id, role, employment) ON staff TO mimamori_office;
GRANT SELECT (id, number, name, role, employment, on_duty, line_user_id) ON officers TO mimamori_office;
GRANT INSERT, UPDATE ON fraud_cases, case_payments, fact_checks, freezes, approvals, demands TO mimamori_office;
GRANT INSERT ON case_events, audit_entries TO mimamori_office;

-- The door: sign-in, registration, webhooks and notifications, before anybody is known.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['customers', 'stores', 'staff', 'staff_stores', 'officers', 'sessions', 'sign_in_tries', 'webhook_events',
      'payment_notifications', 'line_contacts', 'audit_entries'] LOOP
    EXECUTE format('CREATE POLICY door ON %I TO mimamori_door USING ((SELECT scope.door()) IS NOT NULL) WITH CHECK ((SELECT scope.door()) IS NOT NULL)', t);
  END LOOP;
END $$;
GRANT SELECT ON customers, stores, staff, staff_stores, officers, sessions, sign_in_tries, webhook_events, payment_notifications, line_contacts TO mimamori_door;
GRANT INSERT ON customers, sessions, sign_in_tries, webhook_events, payment_notifications, line_contacts, audit_entries TO mimamori_door;
GRANT UPDATE ON sessions, sign_in_tries, line_contacts TO mimamori_door;
GRANT UPDATE (line_user_id) ON staff, officers TO mimamori_door;

-- The owner of the money functions: the only role that writes money, and nobody can log in or switch to it.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['customers', 'wallets', 'stores', 'sessions', 'payments', 'payment_keys', 'journal_entries', 'top_ups', 'freezes', 'demands', 'repayments'] LOOP
    EXECUTE format('CREATE POLICY money ON %I TO mimamori_money USING (current_user = ''mimamori_money'') WITH CHECK (current_user = ''mimamori_money'')', t);
  END LOOP;
END $$;
GRANT SELECT ON customers, stores, sessions, freezes TO mimamori_money;
GRANT SELECT, INSERT, UPDATE ON wallets, payments, payment_keys, top_ups TO mimamori_money;
GRANT SELECT, INSERT ON journal_entries, repayments TO mimamori_money;
GRANT SELECT, UPDATE (repaid_total, state, repaid_at) ON demands TO mimamori_money;
GRANT USAGE ON SCHEMA public, scope TO mimamori_money;

-- Numbers that people read: K-2026-000123 and its kin.
CREATE SEQUENCE case_numbers;
CREATE SEQUENCE approval_numbers;
CREATE SEQUENCE demand_numbers;
GRANT USAGE ON SEQUENCE case_numbers, approval_numbers, demand_numbers TO mimamori_office, mimamori_job;
