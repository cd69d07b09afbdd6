-- The audit log is looked through by what was done and by whom, and tells when its chain was last verified.

CREATE INDEX "audit_entries_action_recorded_at_id_idx" ON "audit_entries"("action", "recorded_at" DESC, "id" DESC);
CREATE INDEX "audit_entries_actor_id_recorded_at_id_idx" ON "audit_entries"("actor_id", "recorded_at" DESC, "id" DESC);

-- 連鎖の検証: one row each time that the worker has walked through the whole log.
CREATE TABLE "audit_verifications" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "intact" BOOLEAN NOT NULL,
    "sealed" BIGINT NOT NULL,
    "broken_at" BIGINT,
    CONSTRAINT "audit_verifications_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "audit_verifications_checked_at_idx" ON "audit_verifications"("checked_at" DESC);
ALTER TABLE audit_verifications ADD CONSTRAINT broken_somewhere CHECK (intact = (broken_at IS NULL));
ALTER TABLE audit_verifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_verifications FORCE ROW LEVEL SECURITY;
CREATE POLICY job ON audit_verifications TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL);
CREATE POLICY office ON audit_verifications FOR SELECT TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL);
GRANT SELECT, INSERT ON audit_verifications TO mimamori_job;
GRANT SELECT ON audit_verifications TO mimamori_office;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_verifications FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_verifications FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
