-- A store keeps its own people: who works there, who lost a password, who has left. And what follows from it in LINE.

ALTER TABLE staff
  ADD COLUMN password_temporary BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN password_until TIMESTAMPTZ(3),
  ADD COLUMN last_used_at TIMESTAMPTZ(3),
  ADD COLUMN declared_at TIMESTAMPTZ(3);
ALTER TABLE staff ADD CONSTRAINT only_temporary_passwords_end CHECK (password_until IS NULL OR password_temporary);
-- 共用端末: the session rests like any other, and goes on showing the feed.
ALTER TABLE sessions ADD COLUMN shared_terminal BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE sessions ADD CONSTRAINT terminals_belong_to_stores CHECK (actor_kind = 'staff' OR NOT shared_terminal);
-- 入金通知: which payments staff are told of in LINE.
CREATE TYPE "ReceiptNotice" AS ENUM ('all', 'large', 'none');
ALTER TABLE stores ADD COLUMN receipt_notice "ReceiptNotice" NOT NULL DEFAULT 'large';

-- 招待: a link that makes one person a member of the store's staff.
CREATE TABLE "staff_invitations" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "store_id" UUID NOT NULL,
    "role" "StaffRole" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "invited_by" UUID NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "staff_id" UUID,
    CONSTRAINT "staff_invitations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "staff_invitations_token_hash_key" ON "staff_invitations"("token_hash");
CREATE INDEX "staff_invitations_store_id_expires_at_idx" ON "staff_invitations"("store_id", "expires_at");
ALTER TABLE staff_invitations
  ADD CONSTRAINT invited_for_a_day CHECK (expires_at > invited_at AND expires_at <= invited_at + interval '24 hours'),
  ADD CONSTRAINT owners_are_not_invited CHECK (role <> 'owner'),
  ADD CONSTRAINT used_by_somebody CHECK ((used_at IS NULL) = (staff_id IS NULL)),
  ADD CONSTRAINT used_or_withdrawn CHECK (used_at IS NULL OR withdrawn_at IS NULL);
ALTER TABLE staff_invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff_invitations FORCE ROW LEVEL SECURITY;

-- Who decides about a store's people is asked of the rows and not of the request. The role owns these two questions and the
-- triggers below, and nobody can switch to it.
DO $$
BEGIN
  BEGIN
    CREATE ROLE mimamori_keys NOLOGIN NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL; -- roles belong to the whole server: another database of it made it already
  END;
END $$;
CREATE POLICY keys ON staff FOR SELECT TO mimamori_keys USING (current_user = 'mimamori_keys');
CREATE POLICY keys ON staff_stores FOR SELECT TO mimamori_keys USING (current_user = 'mimamori_keys');
GRANT SELECT (id, role, employment, line_user_id) ON staff TO mimamori_keys;
GRANT SELECT ON staff_stores TO mimamori_keys;
GRANT USAGE ON SCHEMA public, scope TO mimamori_keys;
GRANT EXECUTE ON FUNCTION enqueue_job TO mimamori_keys;

-- 店長 and オーナー decide about their own stores …
CREATE FUNCTION leads_store(p_store uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM staff s JOIN staff_stores y ON y.staff_id = s.id
                 WHERE s.id = scope.staff_id() AND s.employment = 'active' AND s.role IN ('manager', 'owner') AND y.store_id = p_store)
$$;
-- … and about people who work nowhere else. About an owner, only another owner.
CREATE FUNCTION leads_staff(p_staff uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM staff me JOIN staff them ON them.id = p_staff
                 WHERE me.id = scope.staff_id() AND me.id <> p_staff AND me.employment = 'active'
                   AND (me.role = 'owner' OR me.role = 'manager' AND them.role <> 'owner'))
     AND EXISTS (SELECT 1 FROM staff_stores y WHERE y.staff_id = p_staff)
     AND NOT EXISTS (SELECT 1 FROM staff_stores theirs WHERE theirs.staff_id = p_staff
                     AND NOT EXISTS (SELECT 1 FROM staff_stores mine WHERE mine.staff_id = scope.staff_id() AND mine.store_id = theirs.store_id))
$$;

-- A store without anybody who may decide could never let anybody in again. Two who stop each other wait for one another.
CREATE FUNCTION keep_somebody_in_charge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE store uuid;
BEGIN
  FOR store IN SELECT y.store_id FROM staff_stores y WHERE y.staff_id = NEW.id ORDER BY y.store_id LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('staff-of:' || store, 0));
    IF NOT EXISTS (SELECT 1 FROM staff s JOIN staff_stores y ON y.staff_id = s.id
                   WHERE y.store_id = store AND s.id <> NEW.id AND s.employment = 'active' AND s.role IN ('manager', 'owner')) THEN
      RAISE EXCEPTION 'nobody would be in charge of store %', store USING ERRCODE = 'restrict_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER somebody_stays_in_charge BEFORE UPDATE OF employment ON staff FOR EACH ROW
  WHEN (OLD.employment = 'active' AND NEW.employment <> 'active' AND OLD.role IN ('manager', 'owner')) EXECUTE FUNCTION keep_somebody_in_charge();

-- The menu under somebody's chat follows what they are, whoever changed it: both LINE accounts when it was one and is another.
CREATE FUNCTION show_menu_of_staff() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM enqueue_job('link-rich-menu', jsonb_build_object('lineUserId', line)) FROM (SELECT OLD.line_user_id AS line UNION SELECT NEW.line_user_id) both_lines WHERE line IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER menu_follows AFTER UPDATE OF employment, line_user_id ON staff FOR EACH ROW
  WHEN ((OLD.employment, OLD.line_user_id) IS DISTINCT FROM (NEW.employment, NEW.line_user_id)) EXECUTE FUNCTION show_menu_of_staff();
-- A payment writes neither column, so the till pays nothing for this.
CREATE FUNCTION show_menu_of_customer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM enqueue_job('link-rich-menu', jsonb_build_object('lineUserId', c.line_user_id)) FROM customers c WHERE c.id = NEW.customer_id;
  RETURN NULL;
END $$;
CREATE TRIGGER menu_follows AFTER UPDATE OF standing, self_stopped_at ON wallets FOR EACH ROW
  WHEN ((OLD.standing, OLD.self_stopped_at IS NULL) IS DISTINCT FROM (NEW.standing, NEW.self_stopped_at IS NULL)) EXECUTE FUNCTION show_menu_of_customer();

ALTER FUNCTION leads_store OWNER TO mimamori_keys;
ALTER FUNCTION leads_staff OWNER TO mimamori_keys;
ALTER FUNCTION keep_somebody_in_charge OWNER TO mimamori_keys;
ALTER FUNCTION show_menu_of_staff OWNER TO mimamori_keys;
ALTER FUNCTION show_menu_of_customer OWNER TO mimamori_money;
REVOKE EXECUTE ON FUNCTION leads_store, leads_staff, keep_somebody_in_charge, show_menu_of_staff, show_menu_of_customer FROM PUBLIC;
GRANT EXECUTE ON FUNCTION leads_store, leads_staff TO mimamori_store;

-- Staff see their colleagues, those in charge change what lets somebody in, and nobody's password is read.
DROP POLICY store ON staff;
CREATE POLICY store ON staff TO mimamori_store
  USING (id IN (SELECT staff_id FROM staff_stores WHERE store_id = ANY ((SELECT scope.store_ids())::uuid[])))
  WITH CHECK (leads_staff(id) OR id = (SELECT scope.staff_id()));
GRANT SELECT (credential_version, password_temporary, password_until, last_used_at, declared_at) ON staff TO mimamori_store;
GRANT UPDATE (employment, password_hash, password_temporary, password_until, credential_version, line_user_id, declared_at) ON staff TO mimamori_store;
-- One's own row is for one's own declaration: nobody lets themselves in.
CREATE FUNCTION refuse_own_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'nobody changes their own way in here' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER own_keys_are_not_ones_own BEFORE UPDATE OF employment, password_hash, password_temporary, password_until, credential_version, line_user_id ON staff FOR EACH ROW
  WHEN (current_user = 'mimamori_store' AND OLD.id = scope.staff_id()) EXECUTE FUNCTION refuse_own_keys();

CREATE POLICY store ON sign_in_tries TO mimamori_store
  USING (login_id IN (SELECT s.login_id FROM staff s))
  WITH CHECK (login_id IN (SELECT s.login_id FROM staff s WHERE leads_staff(s.id)));
GRANT SELECT (login_id, failures, locked_until) ON sign_in_tries TO mimamori_store;
GRANT UPDATE (failures, locked_until) ON sign_in_tries TO mimamori_store;

CREATE POLICY store ON staff_invitations TO mimamori_store
  USING (store_id = ANY ((SELECT scope.store_ids())::uuid[])) WITH CHECK (leads_store(store_id) AND used_at IS NULL);
GRANT SELECT (id, store_id, role, invited_by, invited_at, expires_at, withdrawn_at, used_at) ON staff_invitations TO mimamori_store;
GRANT INSERT ON staff_invitations TO mimamori_store;
GRANT UPDATE (withdrawn_at) ON staff_invitations TO mimamori_store;
CREATE POLICY job ON staff_invitations TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL);
GRANT SELECT ON staff_invitations TO mimamori_job;

-- A store's own sheet, by whoever is in charge of it. A new poster stays its own promise.
DROP POLICY store ON stores;
CREATE POLICY store ON stores TO mimamori_store USING (id = ANY ((SELECT scope.store_ids())::uuid[])) WITH CHECK (leads_store(id));
GRANT UPDATE (phone, opens_at, closes_at, receipt_notice) ON stores TO mimamori_store;

-- The door: an invitation is taken by a person whom only LINE knows, and everybody chooses their own password.
CREATE POLICY door ON staff_invitations TO mimamori_door USING ((SELECT scope.door()) IS NOT NULL) WITH CHECK ((SELECT scope.door()) IS NOT NULL);
GRANT SELECT ON staff_invitations TO mimamori_door;
GRANT UPDATE (used_at, staff_id) ON staff_invitations TO mimamori_door;
GRANT INSERT ON staff, staff_stores TO mimamori_door;
GRANT UPDATE (password_hash, password_temporary, password_until, credential_version, last_used_at) ON staff TO mimamori_door;
