-- Alerts and cases are about a subject: a customer, a store, or a device, network, home or card that several customers
-- share. A month is looked back on in a report that never changes, and payments without an alert are looked at by chance.

CREATE TYPE "SubjectKind" AS ENUM ('customer', 'store', 'device', 'ip', 'home', 'card');
CREATE TYPE "SampleAnswer" AS ENUM ('genuine', 'fraud', 'unknown');

ALTER TABLE "fraud_cases" ADD COLUMN "subject_kind" "SubjectKind", ADD COLUMN "subject_id" TEXT, ADD COLUMN "store_id" UUID;
UPDATE fraud_cases SET subject_kind = 'customer', subject_id = customer_id::text;
ALTER TABLE "fraud_cases" ALTER COLUMN "subject_kind" SET NOT NULL, ALTER COLUMN "subject_id" SET NOT NULL, ALTER COLUMN "customer_id" DROP NOT NULL;
CREATE INDEX "fraud_cases_store_id_idx" ON "fraud_cases"("store_id");

ALTER TABLE "alerts" ADD COLUMN "typology" TEXT, ADD COLUMN "subject_kind" "SubjectKind", ADD COLUMN "subject_id" TEXT, ADD COLUMN "round" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "settings" JSONB, ADD COLUMN "signals" JSONB, ADD COLUMN "digested_on" DATE;
-- Alerts from before have one rule each, which was enough by itself.
UPDATE alerts SET
  typology = CASE rule WHEN 'own-store-payment' THEN 'self-dealing' WHEN 'velocity' THEN 'takeover' ELSE 'simultaneous' END,
  subject_kind = 'customer', subject_id = customer_id::text, settings = '{}', signals = jsonb_build_array(jsonb_build_object('rule', rule, 'points', 100)),
  digested_on = CASE WHEN urgency = 'daily' THEN (raised_at AT TIME ZONE 'Asia/Tokyo')::date END;
UPDATE alerts SET "window" = typology || ':customer:' || customer_id || ':' || "window";
ALTER TABLE "alerts" ALTER COLUMN "typology" SET NOT NULL, ALTER COLUMN "subject_kind" SET NOT NULL, ALTER COLUMN "subject_id" SET NOT NULL,
    ALTER COLUMN "settings" SET NOT NULL, ALTER COLUMN "signals" SET NOT NULL, ALTER COLUMN "customer_id" DROP NOT NULL;
DROP INDEX "alerts_window_key";
CREATE UNIQUE INDEX "alerts_window_round_key" ON "alerts"("window", "round");
CREATE INDEX "alerts_raised_at_idx" ON "alerts"("raised_at");

CREATE TABLE "case_links" (
    "from_case_id" UUID NOT NULL,
    "to_case_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "officer_id" UUID,
    CONSTRAINT "case_links_pkey" PRIMARY KEY ("from_case_id","to_case_id")
);
CREATE INDEX "case_links_to_case_id_idx" ON "case_links"("to_case_id");
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_from_case_id_fkey" FOREIGN KEY ("from_case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "case_links" ADD CONSTRAINT "case_links_to_case_id_fkey" FOREIGN KEY ("to_case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TABLE "alert_digests" (
    "day" DATE NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "alerts" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,
    "told" INTEGER NOT NULL,
    CONSTRAINT "alert_digests_pkey" PRIMARY KEY ("day")
);
CREATE TABLE "monthly_reports" (
    "month" DATE NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "contents" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    CONSTRAINT "monthly_reports_pkey" PRIMARY KEY ("month")
);
CREATE TABLE "sample_strata" (
    "month" DATE NOT NULL,
    "stratum" INTEGER NOT NULL,
    "payments" INTEGER NOT NULL,
    "total" BIGINT NOT NULL,
    CONSTRAINT "sample_strata_pkey" PRIMARY KEY ("month","stratum")
);
CREATE TABLE "sampled_payments" (
    "month" DATE NOT NULL,
    "payment_id" UUID NOT NULL,
    "stratum" INTEGER NOT NULL,
    "answer" "SampleAnswer",
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    CONSTRAINT "sampled_payments_pkey" PRIMARY KEY ("month","payment_id")
);

-- A case names the customer or the store that it is about, and nothing else.
ALTER TABLE fraud_cases
  ADD CONSTRAINT case_names_its_subject CHECK (
    customer_id IS NOT DISTINCT FROM (CASE WHEN subject_kind = 'customer' THEN subject_id::uuid END)
    AND store_id IS NOT DISTINCT FROM (CASE WHEN subject_kind = 'store' THEN subject_id::uuid END)),
  -- Nobody can be frozen or asked for money in a case that is about no single customer.
  ADD CONSTRAINT only_customers_owe CHECK (customer_id IS NOT NULL OR state NOT IN ('frozen', 'demanded', 'repaying', 'repaid'));
DROP INDEX one_open_case;
CREATE UNIQUE INDEX one_open_case ON fraud_cases (subject_kind, subject_id) WHERE state <> 'closed';
ALTER TABLE alerts
  ADD CONSTRAINT alert_names_its_customer CHECK (customer_id IS NOT DISTINCT FROM (CASE WHEN subject_kind = 'customer' THEN subject_id::uuid END)),
  ADD CONSTRAINT window_is_of_its_subject CHECK (starts_with("window", typology || ':' || (CASE subject_kind WHEN 'customer' THEN 'customer' WHEN 'store' THEN 'store' WHEN 'device' THEN 'device' WHEN 'ip' THEN 'ip'
      WHEN 'home' THEN 'home' ELSE 'card' END) || ':' || subject_id || ':')),
  ADD CONSTRAINT rounds_count_from_one CHECK (round >= 1),
  ADD CONSTRAINT digests_count_daily_alerts CHECK (digested_on IS NULL OR urgency <> 'monthly');
ALTER TABLE case_links ADD CONSTRAINT link_joins_two CHECK (from_case_id <> to_case_id);
ALTER TABLE alert_digests ADD CONSTRAINT digest_counts CHECK (alerts >= 0 AND waiting >= 0 AND told >= 0 AND (alerts + waiting > 0 OR told = 0));
ALTER TABLE monthly_reports ADD CONSTRAINT report_of_a_whole_month CHECK (extract(day FROM month) = 1 AND made_at >= (month + interval '1 month') AT TIME ZONE 'Asia/Tokyo');
ALTER TABLE sample_strata ADD CONSTRAINT stratum_of_a_month CHECK (extract(day FROM month) = 1 AND payments >= 0 AND total >= 0);
ALTER TABLE sampled_payments ADD CONSTRAINT sample_answer_is_whole CHECK ((answer IS NULL) = (answered_by IS NULL) AND (answer IS NULL) = (answered_at IS NULL));

-- An alert keeps what it was raised for. Another hit is pinned only when it makes the alert more urgent.
CREATE FUNCTION alert_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.typology, NEW.subject_kind, NEW.subject_id, NEW.customer_id, NEW."window", NEW.round, NEW.raised_at)
     IS DISTINCT FROM (OLD.id, OLD.typology, OLD.subject_kind, OLD.subject_id, OLD.customer_id, OLD."window", OLD.round, OLD.raised_at)
     OR NEW.urgency > OLD.urgency
     OR NOT OLD.payment_ids <@ NEW.payment_ids
     OR (NEW.urgency = OLD.urgency
         AND (NEW.rule, NEW.rule_version, NEW.settings, NEW.sentence_ja, NEW.sentence_en, NEW.figures, NEW.facts)
             IS DISTINCT FROM (OLD.rule, OLD.rule_version, OLD.settings, OLD.sentence_ja, OLD.sentence_en, OLD.figures, OLD.facts)) THEN
    RAISE EXCEPTION 'an alert keeps what it was raised for' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER alert_pinned BEFORE UPDATE ON alerts FOR EACH ROW EXECUTE FUNCTION alert_pinned();

-- A customer's case holds that customer's payments, a store's case those made there: nobody is asked for another's money.
CREATE FUNCTION payment_fits_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM fraud_cases c JOIN payments p ON p.id = NEW.payment_id
                 WHERE c.id = NEW.case_id AND p.customer_id = coalesce(c.customer_id, p.customer_id) AND p.store_id = coalesce(c.store_id, p.store_id)) THEN
    RAISE EXCEPTION 'payment % is not of case %''s subject', NEW.payment_id, NEW.case_id USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_fits_case';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_fits_case BEFORE INSERT ON case_payments FOR EACH ROW EXECUTE FUNCTION payment_fits_case();

-- Freezes, demands and their proposals belong to a case of exactly that customer.
CREATE FUNCTION case_has_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.case_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM fraud_cases c WHERE c.id = NEW.case_id AND c.customer_id = coalesce((to_jsonb(NEW) ->> 'customer_id')::uuid, c.customer_id)) THEN
    RAISE EXCEPTION 'case % is not about this customer', NEW.case_id USING ERRCODE = 'check_violation', CONSTRAINT = 'case_has_customer';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_has_customer BEFORE INSERT ON freezes FOR EACH ROW EXECUTE FUNCTION case_has_customer();
CREATE TRIGGER case_has_customer BEFORE INSERT ON demands FOR EACH ROW EXECUTE FUNCTION case_has_customer();
CREATE TRIGGER case_has_customer BEFORE INSERT ON approvals FOR EACH ROW EXECUTE FUNCTION case_has_customer();

-- What an officer said about a sampled payment is said once.
CREATE FUNCTION sample_answered_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.month, NEW.payment_id, NEW.stratum) IS DISTINCT FROM (OLD.month, OLD.payment_id, OLD.stratum) OR OLD.answer IS NOT NULL THEN
    RAISE EXCEPTION 'a sampled payment is answered once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sample_answered_once BEFORE UPDATE ON sampled_payments FOR EACH ROW EXECUTE FUNCTION sample_answered_once();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['case_links', 'alert_digests', 'monthly_reports', 'sample_strata'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;

-- Cases that belong together with one, whichever was first.
CREATE FUNCTION linked_cases(p_case uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT to_case_id FROM case_links WHERE from_case_id = p_case UNION SELECT from_case_id FROM case_links WHERE to_case_id = p_case
$$;

-- Parties of a case are its customer, its store, and the customers and stores of its payments.
CREATE OR REPLACE FUNCTION officer_tied(p_officer uuid, p_case uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM officer_ties tie JOIN fraud_cases c ON c.id = p_case
    WHERE tie.officer_id = p_officer
      AND (tie.customer_id = c.customer_id OR tie.store_id = c.store_id
           OR EXISTS (SELECT 1 FROM case_payments cp JOIN payments p ON p.id = cp.payment_id
                      WHERE cp.case_id = p_case AND (p.store_id = tie.store_id OR p.customer_id = tie.customer_id))))
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['case_links', 'alert_digests', 'monthly_reports', 'sample_strata', 'sampled_payments'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('CREATE POLICY office ON %I TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job, mimamori_office', t);
  END LOOP;
END $$;
GRANT INSERT ON case_links TO mimamori_job, mimamori_office;
GRANT INSERT ON alert_digests, monthly_reports, sample_strata, sampled_payments TO mimamori_job;
GRANT UPDATE (answer, answered_by, answered_at) ON sampled_payments TO mimamori_office;
GRANT UPDATE (case_id, urgency, rule, rule_version, settings, signals, digested_on) ON alerts TO mimamori_job;
REVOKE EXECUTE ON FUNCTION linked_cases FROM PUBLIC;
GRANT EXECUTE ON FUNCTION linked_cases TO mimamori_job, mimamori_office;
