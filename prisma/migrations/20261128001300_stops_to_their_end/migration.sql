-- A provisional stop ends by the clock at its own hour, and by nobody before: to end it earlier takes two officers, who lift it.

CREATE FUNCTION lapses_at_its_hour() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  new_row jsonb := to_jsonb(NEW);
BEGIN
  IF new_row ->> TG_ARGV[0] = 'lapsed' AND was ->> TG_ARGV[0] <> 'lapsed'
     AND (current_user = 'mimamori_office' OR was ->> TG_ARGV[0] <> 'provisional' OR coalesce((new_row ->> 'ended_at')::timestamptz < (was ->> 'lapses_at')::timestamptz, true)) THEN
    RAISE EXCEPTION '% % has not reached its end', TG_TABLE_NAME, was ->> 'id' USING ERRCODE = 'check_violation', CONSTRAINT = 'lapses_at_its_hour';
  END IF;
  IF new_row ->> 'lapses_at' IS DISTINCT FROM was ->> 'lapses_at' AND new_row ->> TG_ARGV[0] IN ('provisional', 'lapsed') THEN
    RAISE EXCEPTION '% % ends when it was to end', TG_TABLE_NAME, was ->> 'id' USING ERRCODE = 'check_violation', CONSTRAINT = 'lapses_at_its_hour';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lapses_at_its_hour BEFORE UPDATE ON freezes FOR EACH ROW EXECUTE FUNCTION lapses_at_its_hour('state');
CREATE TRIGGER lapses_at_its_hour BEFORE UPDATE ON stops FOR EACH ROW EXECUTE FUNCTION lapses_at_its_hour('level');

-- What two officers decided before rows named their proposals, and whose proposal nobody can tell any more. Written once, by
-- the next migration: whatever is decided since names its own.
CREATE TABLE "unknown_proposals" (
    "row_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    CONSTRAINT "unknown_proposals_pkey" PRIMARY KEY ("row_id", "what")
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON unknown_proposals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON unknown_proposals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE unknown_proposals ENABLE ROW LEVEL SECURITY;
ALTER TABLE unknown_proposals FORCE ROW LEVEL SECURITY;
CREATE POLICY job ON unknown_proposals FOR SELECT TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL);
GRANT SELECT ON unknown_proposals TO mimamori_job;
