-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ApprovalKind" AS ENUM ('confirm_freeze', 'demand', 'unfreeze');

-- CreateEnum
CREATE TYPE "ApprovalState" AS ENUM ('proposed', 'approved', 'sent_back', 'expired');

-- CreateEnum
CREATE TYPE "AuditActor" AS ENUM ('customer', 'staff', 'officer', 'rule', 'programme', 'visitor');

-- CreateEnum
CREATE TYPE "Urgency" AS ENUM ('immediate', 'daily', 'monthly');

-- CreateEnum
CREATE TYPE "CaseState" AS ENUM ('opened', 'checking_facts', 'cleared', 'confirmed', 'frozen', 'demanded', 'repaying', 'repaid', 'closed');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('cleared', 'confirmed');

-- CreateEnum
CREATE TYPE "CaseEventKind" AS ENUM ('alert_raised', 'alert_joined', 'taken', 'handed_over', 'provisional_freeze', 'freeze_lapsed', 'fact_check_asked', 'fact_check_answered', 'verdict_given', 'proposed', 'approved', 'sent_back', 'proposal_expired', 'freeze_confirmed', 'demand_issued', 'demand_opened', 'repayment_received', 'repaid', 'unfrozen', 'note', 'overdue', 'closed');

-- CreateEnum
CREATE TYPE "FactCheckState" AS ENUM ('asked', 'answered', 'closed');

-- CreateEnum
CREATE TYPE "RecordFound" AS ENUM ('found', 'missing', 'unknown');

-- CreateEnum
CREATE TYPE "Acquaintance" AS ENUM ('regular', 'first_time', 'unknown');

-- CreateEnum
CREATE TYPE "SameCheckout" AS ENUM ('same', 'different', 'unknown');

-- CreateEnum
CREATE TYPE "FreezeState" AS ENUM ('provisional', 'confirmed', 'lapsed', 'lifted');

-- CreateEnum
CREATE TYPE "DemandState" AS ENUM ('issued', 'partly_repaid', 'repaid');

-- CreateEnum
CREATE TYPE "TextSize" AS ENUM ('standard', 'large', 'largest');

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('ja', 'en');

-- CreateEnum
CREATE TYPE "Standing" AS ENUM ('active', 'provisionally_frozen', 'frozen', 'self_stopped', 'closed');

-- CreateEnum
CREATE TYPE "RuleMode" AS ENUM ('live', 'shadow', 'off');

-- CreateEnum
CREATE TYPE "WebhookState" AS ENUM ('received', 'handled', 'ignored');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('queued', 'replying', 'accepted', 'rejected', 'parked', 'expired');

-- CreateEnum
CREATE TYPE "PaymentMode" AS ENUM ('poster', 'number', 'request', 'code');

-- CreateEnum
CREATE TYPE "PaymentState" AS ENUM ('paid', 'voided');

-- CreateEnum
CREATE TYPE "PaymentKeyState" AS ENUM ('paid', 'refused', 'closed');

-- CreateEnum
CREATE TYPE "LedgerKind" AS ENUM ('wallet', 'store_payable', 'psp_clearing', 'premium_fund', 'receivable', 'programme_claim', 'suspense');

-- CreateEnum
CREATE TYPE "JournalCause" AS ENUM ('top_up', 'payment', 'void', 'demand', 'repayment');

-- CreateEnum
CREATE TYPE "TopUpState" AS ENUM ('pending', 'paid', 'failed', 'expired', 'reversed');

-- CreateEnum
CREATE TYPE "NotificationState" AS ENUM ('received', 'booked', 'suspense', 'ignored');

-- CreateEnum
CREATE TYPE "OfficerRole" AS ENUM ('officer', 'chief', 'auditor');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('visitor', 'customer', 'staff', 'officer');

-- CreateEnum
CREATE TYPE "Acceptance" AS ENUM ('open', 'stopped');

-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('clerk', 'manager', 'owner');

-- CreateEnum
CREATE TYPE "Employment" AS ENUM ('active', 'stopped');

-- CreateTable
CREATE TABLE "approvals" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "kind" "ApprovalKind" NOT NULL,
    "case_id" UUID NOT NULL,
    "asked" JSONB NOT NULL,
    "snapshot" JSONB NOT NULL,
    "snapshot_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "ApprovalState" NOT NULL DEFAULT 'proposed',
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_reason" TEXT,

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" "AuditActor" NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "purpose" TEXT,
    "details" JSONB NOT NULL,
    "chain_index" BIGINT,
    "prev_hash" TEXT,
    "hash" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fraud_cases" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "state" "CaseState" NOT NULL DEFAULT 'opened',
    "urgency" "Urgency" NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount_at_risk" BIGINT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "owner_id" UUID,
    "taken_at" TIMESTAMPTZ(3),
    "acknowledge_by" TIMESTAMPTZ(3) NOT NULL,
    "next_on" DATE NOT NULL,
    "pinned" TEXT,
    "verdict" "Verdict",
    "verdict_reason" TEXT,
    "verdict_note" TEXT,
    "verdict_by" UUID,
    "verdict_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" UUID,

    CONSTRAINT "fraud_cases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_payments" (
    "case_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "verdict" "Verdict",

    CONSTRAINT "case_payments_pkey" PRIMARY KEY ("case_id","payment_id")
);

-- CreateTable
CREATE TABLE "alerts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "urgency" "Urgency" NOT NULL,
    "customer_id" UUID NOT NULL,
    "window" TEXT NOT NULL,
    "sentence_ja" TEXT NOT NULL,
    "sentence_en" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "payment_ids" UUID[],
    "raised_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_events" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" "CaseEventKind" NOT NULL,
    "officer_id" UUID,
    "details" JSONB NOT NULL,

    CONSTRAINT "case_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fact_checks" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "payment_ids" UUID[],
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "FactCheckState" NOT NULL DEFAULT 'asked',
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "hidden_from" UUID[] DEFAULT ARRAY[]::UUID[],
    "same_checkout" "SameCheckout",

    CONSTRAINT "fact_checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fact_check_answers" (
    "fact_check_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "record_found" "RecordFound" NOT NULL,
    "receipt_number" TEXT,
    "goods" TEXT,
    "staff_on_duty" TEXT,
    "acquaintance" "Acquaintance" NOT NULL,
    "note" TEXT,

    CONSTRAINT "fact_check_answers_pkey" PRIMARY KEY ("fact_check_id","payment_id")
);

-- CreateTable
CREATE TABLE "freezes" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "state" "FreezeState" NOT NULL,
    "reason" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" UUID,
    "lapses_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "proposed_by" UUID,
    "approved_by" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "lift_proposed_by" UUID,
    "lift_approved_by" UUID,

    CONSTRAINT "freezes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demands" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "principal" BIGINT NOT NULL,
    "repaid_total" BIGINT NOT NULL DEFAULT 0,
    "state" "DemandState" NOT NULL DEFAULT 'issued',
    "due_on" DATE NOT NULL,
    "contents" JSONB NOT NULL,
    "contents_hash" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "approved_by" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "repaid_at" TIMESTAMPTZ(3),

    CONSTRAINT "demands_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repayments" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "demand_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "surplus" BIGINT NOT NULL DEFAULT 0,
    "provider" TEXT NOT NULL,
    "psp_ref" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "repayments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "line_user_id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kana" TEXT NOT NULL,
    "birth_year" INTEGER NOT NULL,
    "phone" TEXT NOT NULL,
    "town" TEXT NOT NULL,
    "household" BOOLEAN NOT NULL DEFAULT false,
    "text_size" "TextSize" NOT NULL DEFAULT 'standard',
    "language" "Language" NOT NULL DEFAULT 'ja',
    "terms_version" TEXT NOT NULL,
    "consented_at" TIMESTAMPTZ(3) NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wallets" (
    "customer_id" UUID NOT NULL,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "standing" "Standing" NOT NULL DEFAULT 'active',
    "valid_until" DATE NOT NULL,
    "spent_day" DATE,
    "spent_on_day" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "wallets_pkey" PRIMARY KEY ("customer_id")
);

-- CreateTable
CREATE TABLE "line_contacts" (
    "line_user_id" TEXT NOT NULL,
    "language" "Language" NOT NULL DEFAULT 'ja',
    "followed_at" TIMESTAMPTZ(3),
    "blocked_at" TIMESTAMPTZ(3),
    "last_event_at" TIMESTAMPTZ(3) NOT NULL,
    "misses" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "line_contacts_pkey" PRIMARY KEY ("line_user_id")
);

-- CreateTable
CREATE TABLE "rule_settings" (
    "rule" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "mode" "RuleMode" NOT NULL,
    "settings" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_settings_pkey" PRIMARY KEY ("rule","version")
);

-- CreateTable
CREATE TABLE "screenings" (
    "payment_id" UUID NOT NULL,
    "screened_at" TIMESTAMPTZ(3) NOT NULL,
    "results" JSONB NOT NULL,

    CONSTRAINT "screenings_pkey" PRIMARY KEY ("payment_id")
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "id" TEXT NOT NULL,
    "line_user_id" TEXT,
    "kind" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "redelivered" BOOLEAN NOT NULL DEFAULT false,
    "payload" JSONB NOT NULL,
    "state" "WebhookState" NOT NULL DEFAULT 'received',
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "line_messages" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "line_user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fact" TEXT NOT NULL,
    "messages" JSONB NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "reply_token" TEXT,
    "accepted_at" TIMESTAMPTZ(3),
    "request_id" TEXT,
    "last_error" TEXT,
    "customer_id" UUID,
    "case_id" UUID,
    "notice_title" TEXT,
    "notice_path" TEXT,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "line_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "mode" "PaymentMode" NOT NULL,
    "state" "PaymentState" NOT NULL DEFAULT 'paid',
    "balance_after" BIGINT NOT NULL,
    "paid_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_on" DATE NOT NULL,
    "match_round" SMALLINT NOT NULL DEFAULT 0,
    "match_number" CHAR(4) NOT NULL,
    "device_id" UUID,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_keys" (
    "customer_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "state" "PaymentKeyState" NOT NULL,
    "payment_id" UUID,
    "reason" TEXT,
    "facts" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_keys_pkey" PRIMARY KEY ("customer_id","key")
);

-- CreateTable
CREATE TABLE "journal_entries" (
    "journal_id" UUID NOT NULL,
    "seq" SMALLINT NOT NULL,
    "cause" "JournalCause" NOT NULL,
    "ledger" "LedgerKind" NOT NULL,
    "owner_id" UUID,
    "amount" BIGINT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_entries_pkey" PRIMARY KEY ("journal_id","seq")
);

-- CreateTable
CREATE TABLE "top_ups" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "customer_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "premium" BIGINT NOT NULL,
    "state" "TopUpState" NOT NULL,
    "provider" TEXT NOT NULL,
    "psp_ref" TEXT NOT NULL,
    "paid_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "top_ups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_notifications" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "raw" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "NotificationState" NOT NULL DEFAULT 'received',
    "outcome" TEXT,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officers" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "line_user_id" TEXT,
    "login_id" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" "OfficerRole" NOT NULL,
    "employment" "Employment" NOT NULL DEFAULT 'active',
    "on_duty" BOOLEAN NOT NULL DEFAULT true,
    "credential_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "officers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officer_ties" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "officer_id" UUID NOT NULL,
    "store_id" UUID,
    "customer_id" UUID,

    CONSTRAINT "officer_ties_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "hash" BYTEA NOT NULL,
    "line_user_id" TEXT NOT NULL,
    "actor_kind" "ActorKind" NOT NULL,
    "actor_id" UUID,
    "device_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL,
    "credential_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "idle_until" TIMESTAMPTZ(3) NOT NULL,
    "absolute_until" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoke_reason" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "sign_in_tries" (
    "login_id" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_tries_pkey" PRIMARY KEY ("login_id")
);

-- CreateTable
CREATE TABLE "stores" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "has_fixed_place" BOOLEAN NOT NULL DEFAULT true,
    "opens_at" TEXT NOT NULL,
    "closes_at" TEXT NOT NULL,
    "acceptance" "Acceptance" NOT NULL DEFAULT 'open',
    "poster_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "stores_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "line_user_id" TEXT,
    "login_id" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" "StaffRole" NOT NULL,
    "employment" "Employment" NOT NULL DEFAULT 'active',
    "credential_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_stores" (
    "staff_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,

    CONSTRAINT "staff_stores_pkey" PRIMARY KEY ("staff_id","store_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "approvals_number_key" ON "approvals"("number");

-- CreateIndex
CREATE INDEX "approvals_state_expires_at_idx" ON "approvals"("state", "expires_at");

-- CreateIndex
CREATE INDEX "approvals_case_id_idx" ON "approvals"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_chain_index_key" ON "audit_entries"("chain_index");

-- CreateIndex
CREATE INDEX "audit_entries_object_kind_object_id_idx" ON "audit_entries"("object_kind", "object_id");

-- CreateIndex
CREATE INDEX "audit_entries_recorded_at_id_idx" ON "audit_entries"("recorded_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "fraud_cases_number_key" ON "fraud_cases"("number");

-- CreateIndex
CREATE INDEX "fraud_cases_state_acknowledge_by_idx" ON "fraud_cases"("state", "acknowledge_by");

-- CreateIndex
CREATE INDEX "fraud_cases_customer_id_idx" ON "fraud_cases"("customer_id");

-- CreateIndex
CREATE INDEX "case_payments_payment_id_idx" ON "case_payments"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "alerts_window_key" ON "alerts"("window");

-- CreateIndex
CREATE INDEX "alerts_case_id_idx" ON "alerts"("case_id");

-- CreateIndex
CREATE INDEX "case_events_case_id_at_idx" ON "case_events"("case_id", "at");

-- CreateIndex
CREATE INDEX "fact_checks_case_id_idx" ON "fact_checks"("case_id");

-- CreateIndex
CREATE INDEX "fact_checks_store_id_state_idx" ON "fact_checks"("store_id", "state");

-- CreateIndex
CREATE INDEX "freezes_case_id_idx" ON "freezes"("case_id");

-- CreateIndex
CREATE INDEX "freezes_customer_id_idx" ON "freezes"("customer_id");

-- CreateIndex
CREATE INDEX "freezes_state_lapses_at_idx" ON "freezes"("state", "lapses_at");

-- CreateIndex
CREATE UNIQUE INDEX "demands_number_key" ON "demands"("number");

-- CreateIndex
CREATE INDEX "demands_case_id_idx" ON "demands"("case_id");

-- CreateIndex
CREATE INDEX "demands_customer_id_idx" ON "demands"("customer_id");

-- CreateIndex
CREATE INDEX "repayments_demand_id_idx" ON "repayments"("demand_id");

-- CreateIndex
CREATE UNIQUE INDEX "repayments_provider_psp_ref_key" ON "repayments"("provider", "psp_ref");

-- CreateIndex
CREATE UNIQUE INDEX "customers_code_key" ON "customers"("code");

-- CreateIndex
CREATE UNIQUE INDEX "customers_line_user_id_key" ON "customers"("line_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_phone_key" ON "customers"("phone");

-- CreateIndex
CREATE INDEX "webhook_events_state_received_at_idx" ON "webhook_events"("state", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "line_messages_fact_key" ON "line_messages"("fact");

-- CreateIndex
CREATE INDEX "line_messages_state_due_at_idx" ON "line_messages"("state", "due_at");

-- CreateIndex
CREATE INDEX "line_messages_customer_id_created_at_idx" ON "line_messages"("customer_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "line_messages_case_id_idx" ON "line_messages"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_number_key" ON "payments"("number");

-- CreateIndex
CREATE INDEX "payments_customer_id_paid_at_id_idx" ON "payments"("customer_id", "paid_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payments_store_id_paid_at_id_idx" ON "payments"("store_id", "paid_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payments_paid_at_id_idx" ON "payments"("paid_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "payments_store_id_paid_on_match_number_match_round_key" ON "payments"("store_id", "paid_on", "match_number", "match_round");

-- CreateIndex
CREATE INDEX "journal_entries_owner_id_occurred_at_idx" ON "journal_entries"("owner_id", "occurred_at");

-- CreateIndex
CREATE INDEX "top_ups_customer_id_idx" ON "top_ups"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "top_ups_provider_psp_ref_key" ON "top_ups"("provider", "psp_ref");

-- CreateIndex
CREATE INDEX "payment_notifications_state_received_at_idx" ON "payment_notifications"("state", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_notifications_provider_event_id_key" ON "payment_notifications"("provider", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "officers_number_key" ON "officers"("number");

-- CreateIndex
CREATE UNIQUE INDEX "officers_line_user_id_key" ON "officers"("line_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "officers_login_id_key" ON "officers"("login_id");

-- CreateIndex
CREATE INDEX "officer_ties_officer_id_idx" ON "officer_ties"("officer_id");

-- CreateIndex
CREATE INDEX "sessions_line_user_id_idx" ON "sessions"("line_user_id");

-- CreateIndex
CREATE INDEX "sessions_actor_id_idx" ON "sessions"("actor_id");

-- CreateIndex
CREATE INDEX "sessions_device_id_idx" ON "sessions"("device_id");

-- CreateIndex
CREATE UNIQUE INDEX "stores_code_key" ON "stores"("code");

-- CreateIndex
CREATE UNIQUE INDEX "stores_number_key" ON "stores"("number");

-- CreateIndex
CREATE UNIQUE INDEX "staff_code_key" ON "staff"("code");

-- CreateIndex
CREATE UNIQUE INDEX "staff_line_user_id_key" ON "staff"("line_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_login_id_key" ON "staff"("login_id");

-- CreateIndex
CREATE INDEX "staff_stores_store_id_idx" ON "staff_stores"("store_id");

-- AddForeignKey
ALTER TABLE "case_payments" ADD CONSTRAINT "case_payments_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fact_check_answers" ADD CONSTRAINT "fact_check_answers_fact_check_id_fkey" FOREIGN KEY ("fact_check_id") REFERENCES "fact_checks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repayments" ADD CONSTRAINT "repayments_demand_id_fkey" FOREIGN KEY ("demand_id") REFERENCES "demands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "stores"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_stores" ADD CONSTRAINT "staff_stores_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_stores" ADD CONSTRAINT "staff_stores_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "stores"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

