-- What people give in evidence: photos and papers, additions to a store's answer, what a customer says of a payment or of
-- being stopped, and a store's report of a payment that never came. Bytes are only ever written after the virus scanner said clean.

CREATE TYPE "EvidenceFor" AS ENUM ('case', 'fact_check', 'statement', 'store_report');
CREATE TYPE "QuestionAnswer" AS ENUM ('mine', 'not_mine');

CREATE TABLE "evidence_files" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "given_for" "EvidenceFor" NOT NULL,
    "case_id" UUID,
    "fact_check_id" UUID,
    "store_id" UUID,
    "customer_id" UUID,
    "staff_id" UUID,
    "officer_id" UUID,
    "name" TEXT NOT NULL,
    "media_kind" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "scanned_at" TIMESTAMPTZ(3) NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "evidence_files_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "evidence_files_case_id_idx" ON "evidence_files"("case_id");
CREATE INDEX "evidence_files_fact_check_id_idx" ON "evidence_files"("fact_check_id");
CREATE INDEX "evidence_files_staff_id_added_at_idx" ON "evidence_files"("staff_id", "added_at");
CREATE INDEX "evidence_files_customer_id_added_at_idx" ON "evidence_files"("customer_id", "added_at");
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_fact_check_id_fkey" FOREIGN KEY ("fact_check_id") REFERENCES "fact_checks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "fact_check_drafts" (
    "fact_check_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "draft" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "fact_check_drafts_pkey" PRIMARY KEY ("fact_check_id","staff_id")
);
ALTER TABLE "fact_check_drafts" ADD CONSTRAINT "fact_check_drafts_fact_check_id_fkey" FOREIGN KEY ("fact_check_id") REFERENCES "fact_checks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "fact_check_additions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "fact_check_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "photo_ids" UUID[],
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "fact_check_additions_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "fact_check_additions_fact_check_id_idx" ON "fact_check_additions"("fact_check_id");
ALTER TABLE "fact_check_additions" ADD CONSTRAINT "fact_check_additions_fact_check_id_fkey" FOREIGN KEY ("fact_check_id") REFERENCES "fact_checks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "customer_questions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" "QuestionAnswer",
    "answered_at" TIMESTAMPTZ(3),
    "new_device" BOOLEAN,
    CONSTRAINT "customer_questions_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "customer_questions_case_id_idx" ON "customer_questions"("case_id");
ALTER TABLE "customer_questions" ADD CONSTRAINT "customer_questions_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "customer_statements" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "photo_ids" UUID[],
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "customer_statements_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "customer_statements_case_id_idx" ON "customer_statements"("case_id");
ALTER TABLE "customer_statements" ADD CONSTRAINT "customer_statements_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "store_reports" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "store_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "words" TEXT NOT NULL,
    "photo_ids" UUID[],
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "store_reports_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "store_reports_store_id_reported_at_idx" ON "store_reports"("store_id", "reported_at");

ALTER TABLE "fact_checks" ADD COLUMN "photo_ids" UUID[] DEFAULT ARRAY[]::UUID[], ADD COLUMN "reminded_at" TIMESTAMPTZ(3);

-- A file says for what it was given and by whom, and both agree.
ALTER TABLE evidence_files
  ADD CONSTRAINT file_has_one_giver CHECK (num_nonnulls(staff_id, customer_id, officer_id) = 1),
  ADD CONSTRAINT file_fits_its_giver CHECK (CASE given_for
    WHEN 'case' THEN officer_id IS NOT NULL AND case_id IS NOT NULL AND fact_check_id IS NULL
    WHEN 'fact_check' THEN staff_id IS NOT NULL AND store_id IS NOT NULL AND fact_check_id IS NOT NULL AND case_id IS NULL
    WHEN 'store_report' THEN staff_id IS NOT NULL AND store_id IS NOT NULL AND fact_check_id IS NULL AND case_id IS NULL
    WHEN 'statement' THEN customer_id IS NOT NULL AND store_id IS NULL AND fact_check_id IS NULL AND case_id IS NULL END),
  ADD CONSTRAINT file_is_of_a_known_kind CHECK (media_kind IN ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  ADD CONSTRAINT file_is_what_was_hashed CHECK (size = octet_length(bytes) AND size BETWEEN 1 AND 10485760 AND sha256 = encode(sha256(bytes), 'hex')),
  ADD CONSTRAINT file_has_a_name CHECK (char_length(name) BETWEEN 1 AND 100);
ALTER TABLE fact_checks ADD CONSTRAINT five_photos_an_answer CHECK (cardinality(photo_ids) <= 5);
ALTER TABLE fact_check_additions ADD CONSTRAINT addition_says_something CHECK (char_length(words) BETWEEN 1 AND 500 AND cardinality(photo_ids) <= 5);
ALTER TABLE customer_statements ADD CONSTRAINT statement_says_something CHECK (char_length(words) BETWEEN 1 AND 500 AND cardinality(photo_ids) <= 3);
ALTER TABLE store_reports ADD CONSTRAINT report_says_something CHECK (amount > 0 AND char_length(words) <= 500 AND cardinality(photo_ids) <= 5 AND seen_at <= reported_at);
ALTER TABLE customer_questions ADD CONSTRAINT answer_is_whole CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (new_device IS NULL) AND expires_at > asked_at);

-- The payment asked about is the customer's own and part of the case.
CREATE FUNCTION question_fits_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM case_payments cp JOIN payments p ON p.id = cp.payment_id JOIN fraud_cases c ON c.id = cp.case_id
                 WHERE cp.case_id = NEW.case_id AND cp.payment_id = NEW.payment_id AND p.customer_id = NEW.customer_id AND c.customer_id = NEW.customer_id) THEN
    RAISE EXCEPTION 'payment % is not asked about in case %', NEW.payment_id, NEW.case_id USING ERRCODE = 'check_violation', CONSTRAINT = 'question_fits_case';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER question_fits_case BEFORE INSERT ON customer_questions FOR EACH ROW EXECUTE FUNCTION question_fits_case();

-- What a customer answered is answered once.
CREATE FUNCTION question_answered_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.answer IS NOT NULL
     OR (NEW.id, NEW.case_id, NEW.customer_id, NEW.payment_id, NEW.asked_by, NEW.asked_at, NEW.expires_at)
        IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.customer_id, OLD.payment_id, OLD.asked_by, OLD.asked_at, OLD.expires_at) THEN
    RAISE EXCEPTION 'a question is answered once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER question_answered_once BEFORE UPDATE ON customer_questions FOR EACH ROW EXECUTE FUNCTION question_answered_once();

-- Photos of an answer are named with the answer, and stay.
CREATE FUNCTION answer_photos_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.photo_ids IS DISTINCT FROM OLD.photo_ids AND OLD.state <> 'asked' THEN
    RAISE EXCEPTION 'an answer keeps its photos' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answer_photos_stay BEFORE UPDATE ON fact_checks FOR EACH ROW EXECUTE FUNCTION answer_photos_stay();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['evidence_files', 'fact_check_additions', 'customer_statements', 'store_reports'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['evidence_files', 'fact_check_drafts', 'fact_check_additions', 'customer_questions', 'customer_statements', 'store_reports'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['evidence_files', 'fact_check_additions', 'customer_questions', 'customer_statements', 'store_reports'] LOOP
    EXECUTE format('CREATE POLICY office ON %I TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_office', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['customer_questions', 'customer_statements', 'store_reports'] LOOP
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job', t);
  END LOOP;
END $$;

-- A store sees files of its own fact checks (not of those hidden from this person) and of its own reports.
CREATE POLICY store ON evidence_files TO mimamori_store
  USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]) AND (fact_check_id IS NULL OR fact_check_id IN (SELECT id FROM fact_checks)))
  WITH CHECK (store_id = ANY ((SELECT scope.store_ids())::uuid[]) AND staff_id = (SELECT scope.staff_id()) AND (fact_check_id IS NULL OR fact_check_id IN (SELECT id FROM fact_checks)));
CREATE POLICY customer ON evidence_files TO mimamori_customer USING (customer_id = (SELECT scope.customer_id())) WITH CHECK (customer_id = (SELECT scope.customer_id()));
GRANT SELECT, INSERT ON evidence_files TO mimamori_store, mimamori_customer;
GRANT INSERT ON evidence_files, customer_questions TO mimamori_office;

CREATE POLICY store ON fact_check_drafts TO mimamori_store
  USING (staff_id = (SELECT scope.staff_id()) AND fact_check_id IN (SELECT id FROM fact_checks))
  WITH CHECK (staff_id = (SELECT scope.staff_id()) AND fact_check_id IN (SELECT id FROM fact_checks));
GRANT SELECT, INSERT, UPDATE, DELETE ON fact_check_drafts TO mimamori_store;

CREATE POLICY store ON fact_check_additions TO mimamori_store
  USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]) AND fact_check_id IN (SELECT id FROM fact_checks))
  WITH CHECK (store_id = ANY ((SELECT scope.store_ids())::uuid[]) AND staff_id = (SELECT scope.staff_id()) AND fact_check_id IN (SELECT id FROM fact_checks));
GRANT SELECT, INSERT ON fact_check_additions TO mimamori_store;
GRANT SELECT (photo_ids), UPDATE (photo_ids) ON fact_checks TO mimamori_store;
ALTER POLICY store ON case_events WITH CHECK (kind IN ('fact_check_answered', 'fact_check_added_to') AND officer_id IS NULL
  AND case_id IN (SELECT case_id FROM fact_checks WHERE store_id = ANY ((SELECT scope.store_ids())::uuid[])));

CREATE POLICY store ON store_reports TO mimamori_store
  USING (store_id = ANY ((SELECT scope.store_ids())::uuid[]))
  WITH CHECK (store_id = ANY ((SELECT scope.store_ids())::uuid[]) AND staff_id = (SELECT scope.staff_id()));
GRANT SELECT, INSERT ON store_reports TO mimamori_store;

GRANT UPDATE (answer, answered_at, new_device) ON customer_questions TO mimamori_job;
GRANT INSERT ON customer_statements TO mimamori_job;

-- A store's answer ends its own clock, in the same commit, and no other.
CREATE POLICY store ON case_clocks TO mimamori_store USING (kind = 'fact_check' AND ref IN (SELECT id::text FROM fact_checks)) WITH CHECK (kind = 'fact_check' AND ref IN (SELECT id::text FROM fact_checks));
GRANT SELECT (case_id, kind, ref, stopped_at), UPDATE (stopped_at) ON case_clocks TO mimamori_store;

-- Staff who have used a phone or computer that one of these customers uses: told to officers only as a list of staff.
CREATE FUNCTION staff_on_devices_of(p_customers uuid[], p_store uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT theirs.actor_id FROM sessions theirs JOIN staff_stores y ON y.staff_id = theirs.actor_id AND y.store_id = p_store
  WHERE theirs.actor_kind = 'staff' AND scope.officer_id() IS NOT NULL
    AND theirs.device_id IN (SELECT s.device_id FROM sessions s WHERE s.actor_kind = 'customer' AND s.actor_id = ANY (p_customers)
                             UNION SELECT p.device_id FROM payments p WHERE p.customer_id = ANY (p_customers) AND p.device_id IS NOT NULL)
$$;

-- A store says that a screen said paid and nothing came: the fraud rules hear of it in the commit of the report.
CREATE FUNCTION watch_store_report() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO observed (at, body) VALUES (NEW.reported_at, jsonb_build_object('kind', 'report', 'from', 'store', 'customerId', NULL, 'storeId', NEW.store_id, 'paymentId', NULL, 'report', 'no-payment'));
  RETURN NULL;
END $$;
CREATE TRIGGER watched AFTER INSERT ON store_reports FOR EACH ROW EXECUTE FUNCTION watch_store_report();

CREATE POLICY watch ON sessions TO mimamori_watch USING (current_user = 'mimamori_watch');
GRANT SELECT (actor_kind, actor_id, device_id) ON sessions TO mimamori_watch;
ALTER FUNCTION staff_on_devices_of OWNER TO mimamori_watch;
ALTER FUNCTION watch_store_report OWNER TO mimamori_watch;
REVOKE EXECUTE ON FUNCTION staff_on_devices_of FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION watch_store_report FROM PUBLIC;
GRANT EXECUTE ON FUNCTION staff_on_devices_of TO mimamori_office;
