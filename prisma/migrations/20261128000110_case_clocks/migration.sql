-- Every deadline of a case: when it began, until when, and whether it was met. Overdue is told once.

CREATE TYPE "ClockKind" AS ENUM ('acknowledge', 'fact_check', 'verdict', 'demand', 'repayment', 'instalment', 'appeal');

CREATE TABLE "case_clocks" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "case_id" UUID NOT NULL,
    "kind" "ClockKind" NOT NULL,
    "ref" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    CONSTRAINT "case_clocks_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "case_clocks_case_id_kind_ref_key" ON "case_clocks"("case_id", "kind", "ref");
ALTER TABLE "case_clocks" ADD CONSTRAINT "case_clocks_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "fraud_cases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- What runs is what the sweep looks at, every minute.
CREATE INDEX clocks_that_run ON case_clocks (due_at) WHERE stopped_at IS NULL;

ALTER TABLE case_clocks ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_clocks FORCE ROW LEVEL SECURITY;
CREATE POLICY job ON case_clocks TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL);
CREATE POLICY office ON case_clocks TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL);
GRANT SELECT, INSERT ON case_clocks TO mimamori_job, mimamori_office;
GRANT UPDATE (due_at, stopped_at, told_at) ON case_clocks TO mimamori_job;
GRANT UPDATE (due_at, stopped_at) ON case_clocks TO mimamori_office;
-- A store's answer and a customer's appeal stop or start clocks of cases that they may not see: SECURITY DEFINER functions do that where it is needed.
