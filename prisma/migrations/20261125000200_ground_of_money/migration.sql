-- Money with a kind and a last day (pockets), every way to pay, money back, and functions that can be stopped: tables,
-- what must not be written down, and who may see what. The functions that move money follow in the next migration.

CREATE TYPE "VoucherKind" AS ENUM ('common', 'small_store');
CREATE TYPE "RequestState" AS ENUM ('open', 'paid', 'cancelled');
CREATE TYPE "CodeState" AS ENUM ('open', 'asked', 'used', 'replaced');
CREATE TYPE "RefundKind" AS ENUM ('void', 'refund');
CREATE TYPE "ProgrammeFunction" AS ENUM ('register', 'top_up', 'pay', 'code_pay', 'payout', 'broadcast');
CREATE TYPE "StoreSize" AS ENUM ('large', 'small');

CREATE TABLE "pockets" (
    "customer_id" UUID NOT NULL,
    "kind" "VoucherKind" NOT NULL,
    "expires_on" DATE NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "pockets_pkey" PRIMARY KEY ("customer_id","expires_on","kind")
) WITH (fillfactor = 70);
CREATE TABLE "payment_requests" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "store_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "RequestState" NOT NULL DEFAULT 'open',
    "customer_id" UUID,
    "code_id" UUID,
    "payment_id" UUID,

    CONSTRAINT "payment_requests_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "pay_codes" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "customer_id" UUID NOT NULL,
    "device_id" UUID,
    "code_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "CodeState" NOT NULL DEFAULT 'open',
    "payment_id" UUID,
    "refusal" TEXT,
    "facts" JSONB,

    CONSTRAINT "pay_codes_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "refunds" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "payment_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "kind" "RefundKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "staff_id" UUID,
    "proposed_by" UUID,
    "approved_by" UUID,
    "returned_at" TIMESTAMPTZ(3) NOT NULL,
    "balance_after" BIGINT NOT NULL,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "tries" (
    "subject" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "tries_pkey" PRIMARY KEY ("subject")
);
CREATE TABLE "function_stops" (
    "function" "ProgrammeFunction" NOT NULL,
    "stopped_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_by" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "expected_until" TIMESTAMPTZ(3),

    CONSTRAINT "function_stops_pkey" PRIMARY KEY ("function")
);
CREATE TABLE "store_photos" (
    "store_id" UUID NOT NULL,
    "media_kind" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "taken_on" DATE NOT NULL,

    CONSTRAINT "store_photos_pkey" PRIMARY KEY ("store_id")
);
CREATE UNIQUE INDEX "payment_requests_token_hash_key" ON "payment_requests"("token_hash");
CREATE INDEX "payment_requests_store_id_created_at_idx" ON "payment_requests"("store_id", "created_at" DESC);
CREATE INDEX "payment_requests_code_id_idx" ON "payment_requests"("code_id");
CREATE UNIQUE INDEX "pay_codes_code_hash_key" ON "pay_codes"("code_hash");
CREATE INDEX "pay_codes_customer_id_created_at_idx" ON "pay_codes"("customer_id", "created_at" DESC);
CREATE INDEX "refunds_payment_id_idx" ON "refunds"("payment_id");
CREATE INDEX "refunds_customer_id_returned_at_idx" ON "refunds"("customer_id", "returned_at" DESC);
CREATE INDEX "refunds_store_id_returned_at_idx" ON "refunds"("store_id", "returned_at" DESC);
-- The sweep looks for what has expired, however many pockets there are.
CREATE INDEX pockets_to_expire ON pockets (expires_on) WHERE amount > 0;

ALTER TABLE "stores" ADD COLUMN "size" "StoreSize" NOT NULL DEFAULT 'small';
ALTER TABLE "payments" ADD COLUMN "small_store_amount" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "staff_id" UUID, ADD COLUMN "request_id" UUID,
  ADD COLUMN "refunded_total" BIGINT NOT NULL DEFAULT 0;

-- What wallets held until now becomes one common pocket each, and their entries say so. Entries are append only: the
-- owner lifts that for this one description of what they always were.
INSERT INTO pockets (customer_id, kind, expires_on, amount) SELECT customer_id, 'common', valid_until, balance FROM wallets;
ALTER TABLE "journal_entries" ADD COLUMN "kind" "VoucherKind", ADD COLUMN "expires_on" DATE;
ALTER TABLE journal_entries DISABLE TRIGGER append_only;
UPDATE journal_entries e SET kind = 'common', expires_on = w.valid_until FROM wallets w WHERE e.ledger = 'wallet' AND w.customer_id = e.owner_id;
ALTER TABLE journal_entries ENABLE TRIGGER append_only;
ALTER TABLE "wallets" DROP COLUMN "valid_until", ADD COLUMN "self_stopped_at" TIMESTAMPTZ(3);
-- A payment changes two figures of a row that has no index on them: with room beside it nothing else is written.
ALTER TABLE wallets SET (fillfactor = 70);

ALTER TABLE "approvals" ADD COLUMN "subject" TEXT, ALTER COLUMN "case_id" DROP NOT NULL;
UPDATE approvals SET subject = 'case:' || case_id;
ALTER TABLE "approvals" ALTER COLUMN "subject" SET NOT NULL;
DROP INDEX one_pending_proposal;
CREATE UNIQUE INDEX one_pending_proposal ON approvals (subject, kind) WHERE state = 'proposed';

-- What must not be written down even if the code is wrong.
ALTER TABLE pockets ADD CONSTRAINT pocket_not_below_zero CHECK (amount >= 0);
ALTER TABLE journal_entries ADD CONSTRAINT wallet_entries_name_a_pocket CHECK ((ledger = 'wallet') = (kind IS NOT NULL) AND (kind IS NULL) = (expires_on IS NULL));
ALTER TABLE payments ADD CONSTRAINT small_store_part CHECK (small_store_amount BETWEEN 0 AND amount),
  ADD CONSTRAINT never_more_back_than_paid CHECK (refunded_total BETWEEN 0 AND amount),
  ADD CONSTRAINT state_is_what_went_back CHECK (
    CASE state::text WHEN 'paid' THEN refunded_total = 0 WHEN 'partly_refunded' THEN refunded_total > 0 AND refunded_total < amount
                     ELSE refunded_total = amount END);
ALTER TABLE payment_requests ADD CONSTRAINT request_positive CHECK (amount > 0),
  ADD CONSTRAINT paid_request_names_its_payment CHECK ((state = 'paid') = (payment_id IS NOT NULL)),
  ADD CONSTRAINT code_request_names_its_customer CHECK ((code_id IS NULL) = (customer_id IS NULL));
ALTER TABLE pay_codes ADD CONSTRAINT used_code_names_its_payment CHECK ((state = 'used') = (payment_id IS NOT NULL));
-- One code of a customer can be shown at a time.
CREATE UNIQUE INDEX one_open_code ON pay_codes (customer_id) WHERE state = 'open';
ALTER TABLE refunds ADD CONSTRAINT refund_positive CHECK (amount > 0),
  ADD CONSTRAINT void_by_staff_refund_by_two CHECK (
    CASE kind WHEN 'void' THEN staff_id IS NOT NULL AND proposed_by IS NULL AND approved_by IS NULL
              ELSE staff_id IS NULL AND proposed_by IS NOT NULL AND approved_by IS NOT NULL AND proposed_by <> approved_by END);
CREATE UNIQUE INDEX one_void ON refunds (payment_id) WHERE kind = 'void';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON refunds FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON refunds FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who may see what.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['pockets', 'payment_requests', 'pay_codes', 'refunds', 'tries', 'function_stops', 'store_photos'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['pockets', 'payment_requests', 'refunds', 'function_stops', 'store_photos'] LOOP
    EXECUTE format('CREATE POLICY office ON %I TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_office', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['pockets', 'payment_requests', 'pay_codes', 'refunds', 'tries', 'function_stops', 'staff', 'staff_stores'] LOOP
    EXECUTE format('CREATE POLICY money ON %I TO mimamori_money USING (current_user = ''mimamori_money'') WITH CHECK (current_user = ''mimamori_money'')', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_money', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['pockets', 'pay_codes', 'refunds'] LOOP
    EXECUTE format('CREATE POLICY customer ON %I TO mimamori_customer USING (customer_id = (SELECT scope.customer_id()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['payment_requests', 'refunds'] LOOP
    EXECUTE format('CREATE POLICY store ON %I TO mimamori_store USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]))', t);
  END LOOP;
END $$;
GRANT INSERT, UPDATE ON pockets, payment_requests, pay_codes TO mimamori_money;
GRANT INSERT ON refunds TO mimamori_money;
GRANT INSERT, UPDATE, DELETE ON tries TO mimamori_money;

GRANT SELECT ON pockets, pay_codes, refunds TO mimamori_customer;
-- Not customer_id: a store never learns who may pay or has paid.
GRANT SELECT (id, store_id, staff_id, amount, created_at, expires_at, state, code_id, payment_id) ON payment_requests TO mimamori_store;
GRANT INSERT (id, store_id, staff_id, amount, token_hash, created_at, expires_at, state) ON payment_requests TO mimamori_store;
GRANT SELECT (id, payment_id, store_id, amount, kind, reason, staff_id, returned_at) ON refunds TO mimamori_store;
GRANT UPDATE (state) ON payment_requests TO mimamori_store;
GRANT SELECT (refunded_total, staff_id, request_id) ON payments TO mimamori_store;
-- Stops are no secret: each screen says when its function comes back. One officer may stop.
CREATE POLICY customer ON function_stops FOR SELECT TO mimamori_customer USING ((SELECT scope.customer_id()) IS NOT NULL);
CREATE POLICY store ON function_stops FOR SELECT TO mimamori_store USING ((SELECT scope.staff_id()) IS NOT NULL);
CREATE POLICY door ON function_stops FOR SELECT TO mimamori_door USING ((SELECT scope.door()) IS NOT NULL);
GRANT SELECT (function, stopped_at, expected_until) ON function_stops TO mimamori_customer, mimamori_store, mimamori_door;
GRANT INSERT ON function_stops TO mimamori_office;
CREATE POLICY customer ON store_photos FOR SELECT TO mimamori_customer USING ((SELECT scope.customer_id()) IS NOT NULL);
CREATE POLICY store ON store_photos FOR SELECT TO mimamori_store USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]));
GRANT SELECT ON store_photos TO mimamori_customer, mimamori_store;
