-- Balances as of any day without reading every entry: each day's sums, kept when the day is over, and never changed.
CREATE TABLE "ledger_days" (
    "day" DATE NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "entries" BIGINT NOT NULL,
    "sums" JSONB NOT NULL,

    CONSTRAINT "ledger_days_pkey" PRIMARY KEY ("day")
);
ALTER TABLE ledger_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_days FORCE ROW LEVEL SECURITY;
CREATE POLICY job ON ledger_days TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL);
CREATE POLICY office ON ledger_days FOR SELECT TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL);
GRANT SELECT, INSERT ON ledger_days TO mimamori_job;
GRANT SELECT ON ledger_days TO mimamori_office;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_days FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger_days FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Entries lie in the order in which they were written, which is the order of their days: a few pages tell where a day is.
CREATE INDEX journal_entries_by_time ON journal_entries USING brin (occurred_at) WITH (pages_per_range = 16);
