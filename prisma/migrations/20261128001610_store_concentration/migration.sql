-- What stores took in 30 days and from how few customers, counted once a day: looking for it in the payments of every store
-- on a list would read a month of them.

CREATE TABLE "store_concentrations" (
    "store_id" UUID NOT NULL,
    "until_day" DATE NOT NULL,
    "payments" INTEGER NOT NULL,
    "total" BIGINT NOT NULL,
    "customers" INTEGER NOT NULL,
    "hhi" INTEGER,
    "largest_permille" INTEGER,
    CONSTRAINT "store_concentrations_pkey" PRIMARY KEY ("store_id")
);
ALTER TABLE store_concentrations ADD CONSTRAINT shares_of_a_whole CHECK (hhi BETWEEN 0 AND 10000 AND largest_permille BETWEEN 0 AND 1000 AND (hhi IS NULL) = (largest_permille IS NULL));
ALTER TABLE store_concentrations ENABLE ROW LEVEL SECURITY;
ALTER TABLE store_concentrations FORCE ROW LEVEL SECURITY;
CREATE POLICY job ON store_concentrations TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL);
CREATE POLICY office ON store_concentrations FOR SELECT TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL);
GRANT SELECT, INSERT, UPDATE ON store_concentrations TO mimamori_job;
GRANT SELECT ON store_concentrations TO mimamori_office;
