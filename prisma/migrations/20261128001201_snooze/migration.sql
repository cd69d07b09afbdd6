-- 通知を休む: what would have alerted is written down, and a week is the longest that one officer decides alone.

CREATE TABLE "quiet_hits" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "rule" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "payment_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "quiet_hits_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "quiet_hits_subject_kind_subject_id_at_idx" ON "quiet_hits"("subject_kind", "subject_id", "at" DESC);
ALTER TABLE quiet_hits ENABLE ROW LEVEL SECURITY;
ALTER TABLE quiet_hits FORCE ROW LEVEL SECURITY;
CREATE POLICY job ON quiet_hits TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL);
CREATE POLICY office ON quiet_hits TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL);
GRANT SELECT, INSERT ON quiet_hits TO mimamori_job;
GRANT SELECT ON quiet_hits TO mimamori_office;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON quiet_hits FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON quiet_hits FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- As before, and: a snooze of more than seven days was agreed on by two, like an allow-list.
CREATE OR REPLACE FUNCTION rule_order_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'mimamori_office' THEN RETURN NEW; END IF;
  IF NEW.kind = 'allow' OR (NEW.kind = 'snooze' AND NEW.expires_at > NEW.created_at + interval '7 days') THEN
    IF NOT EXISTS (SELECT 1 FROM approvals a WHERE a.id = NEW.approval_id AND a.kind = (CASE NEW.kind WHEN 'allow' THEN 'allow_subject' ELSE 'snooze_subject' END)::"ApprovalKind" AND a.state = 'approved'
                   AND a.subject = 'suspect:' || NEW.subject_kind || ':' || NEW.subject_id AND a.proposed_by = NEW.created_by AND a.decided_by = scope.officer_id()) THEN
      RAISE EXCEPTION '% % was not allowed by two', NEW.subject_kind, NEW.subject_id USING ERRCODE = 'check_violation', CONSTRAINT = 'allowed_by_two';
    END IF;
  ELSIF NEW.created_by IS DISTINCT FROM scope.officer_id() THEN
    RAISE EXCEPTION 'an order in somebody else''s name' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_in_own_name';
  END IF;
  RETURN NEW;
END $$;
