-- What officers do with the fraud rules: versions of their settings, orders about single subjects (snooze, allow, watch),
-- and trials on the past. A version is never edited; what makes the watch weaker needs an approval by two.

CREATE TYPE "RuleOrderKind" AS ENUM ('snooze', 'allow', 'watch');
CREATE TYPE "BacktestState" AS ENUM ('waiting', 'running', 'done', 'cancelled', 'failed');

ALTER TABLE "rule_settings" ADD COLUMN "saved_by" UUID, ADD COLUMN "reason" TEXT, ADD COLUMN "approval_id" UUID;

CREATE TABLE "rule_orders" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" "RuleOrderKind" NOT NULL,
    "rule" TEXT,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "approval_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "rule_orders_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "rule_orders_approval_id_key" ON "rule_orders"("approval_id");
CREATE INDEX "rule_orders_expires_at_idx" ON "rule_orders"("expires_at");

CREATE TABLE "backtests" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "rule" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "BacktestState" NOT NULL DEFAULT 'waiting',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "result" JSONB,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "backtests_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "backtests_rule_asked_at_idx" ON "backtests"("rule", "asked_at");

CREATE SEQUENCE watch_rule_numbers;
GRANT USAGE ON SEQUENCE watch_rule_numbers TO mimamori_office;

ALTER TABLE rule_settings ADD CONSTRAINT version_from_one CHECK (version >= 1);
ALTER TABLE rule_orders
  ADD CONSTRAINT order_subject_is_known CHECK (subject_kind IN ('customer', 'store', 'device', 'ip', 'home', 'card')),
  ADD CONSTRAINT order_ends CHECK (expires_at > created_at AND expires_at <= created_at + CASE kind WHEN 'snooze' THEN interval '30 days' ELSE interval '366 days' END),
  ADD CONSTRAINT allowed_by_two CHECK ((kind = 'allow') = (approval_id IS NOT NULL)),
  ADD CONSTRAINT order_end_is_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL));
ALTER TABLE backtests
  ADD CONSTRAINT backtest_spans_time CHECK (from_at < to_at),
  ADD CONSTRAINT backtest_progress_is_a_share CHECK (progress BETWEEN 0 AND 1),
  ADD CONSTRAINT backtest_state_carries_its_facts CHECK ((state = 'done') = (result IS NOT NULL) AND (state IN ('waiting', 'running')) = (ended_at IS NULL));
-- One at a time: a trial takes a worker's time, which payments need more.
CREATE UNIQUE INDEX one_backtest ON backtests ((true)) WHERE state IN ('waiting', 'running');

-- A version says who saved it. Live and off need an approval of this very rule that this officer has just decided; a
-- custom watch rule that never alerted anybody is dropped by one.
CREATE FUNCTION rule_version_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'mimamori_office' THEN RETURN NEW; END IF;
  IF NEW.saved_by IS DISTINCT FROM scope.officer_id() OR NEW.reason IS NULL THEN
    RAISE EXCEPTION 'a version in nobody''s or somebody else''s name' USING ERRCODE = 'check_violation', CONSTRAINT = 'version_in_own_name';
  END IF;
  IF NEW.mode = 'shadow' AND NEW.approval_id IS NULL THEN RETURN NEW; END IF;
  IF NEW.mode = 'off' AND NEW.rule LIKE 'watch-%' AND NOT EXISTS (SELECT 1 FROM rule_settings s WHERE s.rule = NEW.rule AND s.mode = 'live') THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM approvals a WHERE a.id = NEW.approval_id AND a.kind = 'put_rule_in_force' AND a.state = 'approved'
                 AND a.subject = 'rule:' || NEW.rule AND a.decided_by = scope.officer_id()) THEN
    RAISE EXCEPTION 'version % of % was not approved by two', NEW.version, NEW.rule USING ERRCODE = 'check_violation', CONSTRAINT = 'rule_by_two';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rule_version_as_agreed BEFORE INSERT ON rule_settings FOR EACH ROW EXECUTE FUNCTION rule_version_as_agreed();

CREATE FUNCTION rule_order_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'mimamori_office' THEN RETURN NEW; END IF;
  IF NEW.kind = 'allow' THEN
    IF NOT EXISTS (SELECT 1 FROM approvals a WHERE a.id = NEW.approval_id AND a.kind = 'allow_subject' AND a.state = 'approved'
                   AND a.subject = 'suspect:' || NEW.subject_kind || ':' || NEW.subject_id AND a.proposed_by = NEW.created_by AND a.decided_by = scope.officer_id()) THEN
      RAISE EXCEPTION '% % was not allowed by two', NEW.subject_kind, NEW.subject_id USING ERRCODE = 'check_violation', CONSTRAINT = 'allowed_by_two';
    END IF;
  ELSIF NEW.created_by IS DISTINCT FROM scope.officer_id() THEN
    RAISE EXCEPTION 'an order in somebody else''s name' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_in_own_name';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rule_order_as_agreed BEFORE INSERT ON rule_orders FOR EACH ROW EXECUTE FUNCTION rule_order_as_agreed();

-- An order ends once and otherwise never changes. What watches more closely is ended by somebody else than who ordered it.
CREATE FUNCTION rule_order_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR (to_jsonb(NEW) - 'ended_at' - 'ended_by') IS DISTINCT FROM (to_jsonb(OLD) - 'ended_at' - 'ended_by') THEN
    RAISE EXCEPTION 'rule_orders is append only' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.kind = 'watch' AND NEW.ended_by = OLD.created_by THEN
    RAISE EXCEPTION 'a watch ended by who ordered it' USING ERRCODE = 'check_violation', CONSTRAINT = 'watch_ends_by_another';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rule_order_ends_once BEFORE UPDATE ON rule_orders FOR EACH ROW EXECUTE FUNCTION rule_order_ends_once();
CREATE TRIGGER append_only BEFORE DELETE ON rule_orders FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON rule_orders FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Conflict of interest also for 「suspect:customer:<id>」 and 「suspect:store:<id>」: whom an allow-list is about.
CREATE OR REPLACE FUNCTION officer_tied_to(p_officer uuid, p_subject text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE subject_id text := split_part(p_subject, ':', 2);
BEGIN
  CASE split_part(p_subject, ':', 1)
    WHEN 'case' THEN RETURN officer_tied(p_officer, subject_id::uuid);
    WHEN 'payment' THEN
      RETURN EXISTS (SELECT 1 FROM officer_ties tie JOIN payments p ON p.id = subject_id::uuid
                     WHERE tie.officer_id = p_officer AND (tie.customer_id = p.customer_id OR tie.store_id = p.store_id));
    WHEN 'store' THEN RETURN EXISTS (SELECT 1 FROM officer_ties tie WHERE tie.officer_id = p_officer AND tie.store_id = subject_id::uuid);
    WHEN 'suspect' THEN
      RETURN EXISTS (SELECT 1 FROM officer_ties tie WHERE tie.officer_id = p_officer
                     AND CASE subject_id WHEN 'customer' THEN tie.customer_id::text WHEN 'store' THEN tie.store_id::text END = split_part(p_subject, ':', 3));
    ELSE RETURN false;
  END CASE;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['rule_orders', 'backtests'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY job ON %I TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL)', t);
    EXECUTE format('CREATE POLICY office ON %I TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL) WITH CHECK ((SELECT scope.officer_id()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON %I TO mimamori_job, mimamori_office', t);
  END LOOP;
END $$;
-- People save versions; a job has no reason to.
REVOKE INSERT ON rule_settings FROM mimamori_job;
GRANT INSERT ON rule_settings, rule_orders, backtests TO mimamori_office;
GRANT UPDATE (ended_at, ended_by) ON rule_orders TO mimamori_office;
GRANT UPDATE (state, ended_at) ON backtests TO mimamori_office;
GRANT UPDATE (state, progress, result, ended_at) ON backtests TO mimamori_job;

-- How the rules behave is remembered in one dossier. Officers see that one, and none about people.
DO $$
BEGIN
  IF to_regclass('public.dossiers') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_policies WHERE tablename = 'dossiers' AND 'mimamori_office' = ANY (roles)) THEN
    CREATE POLICY office ON dossiers FOR SELECT TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL AND key = 'rules');
    GRANT SELECT ON dossiers TO mimamori_office;
  END IF;
END $$;
