-- What messages need beside their words: hours in which they may go out, proof that they arrived, the devices people are
-- known by, and which rounds of reminders about vouchers were made.

-- LINE forgets a retry key 24 hours after the first try: what waits for a morning is first tried then.
ALTER TABLE line_messages ADD COLUMN not_before TIMESTAMPTZ(3), ADD COLUMN undelivered_at TIMESTAMPTZ(3);
-- The messages whose arrival somebody has to make sure of.
CREATE INDEX messages_that_must_arrive ON line_messages (created_at) WHERE kind IN ('F10', 'F13', 'F20') AND case_id IS NOT NULL AND opened_at IS NULL AND undelivered_at IS NULL;

-- 日報 as it was told, for its page. Digests from before have counts only.
ALTER TABLE alert_digests ADD COLUMN contents JSONB, DROP CONSTRAINT digest_counts, ADD CONSTRAINT digest_counts CHECK (alerts >= 0 AND waiting >= 0 AND told >= 0);

-- The devices somebody has signed in from. The first one is theirs; another one is told to them.
CREATE TABLE "known_devices" (
    "actor_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "actor_kind" "ActorKind" NOT NULL,
    "user_agent" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "denied_at" TIMESTAMPTZ(3),
    CONSTRAINT "known_devices_pkey" PRIMARY KEY ("actor_id","device_id")
);
ALTER TABLE known_devices ADD CONSTRAINT device_of_somebody CHECK (actor_kind <> 'visitor');
ALTER TABLE known_devices ENABLE ROW LEVEL SECURITY;
ALTER TABLE known_devices FORCE ROW LEVEL SECURITY;
CREATE POLICY door ON known_devices TO mimamori_door USING ((SELECT scope.door()) IS NOT NULL) WITH CHECK ((SELECT scope.door()) IS NOT NULL);
CREATE POLICY job ON known_devices TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL);
CREATE POLICY office ON known_devices TO mimamori_office USING ((SELECT scope.officer_id()) IS NOT NULL);
GRANT SELECT, INSERT ON known_devices TO mimamori_door;
GRANT SELECT ON known_devices TO mimamori_job, mimamori_office;
GRANT UPDATE (confirmed_at, denied_at) ON known_devices TO mimamori_job;
-- Whoever says that it was not them ends what was begun there, by their own button in LINE.
GRANT UPDATE (revoked_at, revoke_reason) ON sessions TO mimamori_job;
INSERT INTO known_devices (actor_id, device_id, actor_kind, user_agent, first_at)
  SELECT DISTINCT ON (actor_id, device_id) actor_id, device_id, actor_kind, user_agent, created_at FROM sessions
  WHERE actor_id IS NOT NULL ORDER BY actor_id, device_id, created_at;

-- 期限の案内: a round for each last day and each of 30, 7 and 1 days before it. `after`: who was told last, in the order of ids.
CREATE TABLE "expiry_rounds" (
    "expires_on" DATE NOT NULL,
    "days_before" INTEGER NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "after" UUID,
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "expiry_rounds_pkey" PRIMARY KEY ("expires_on","days_before")
);
ALTER TABLE expiry_rounds ADD CONSTRAINT rounds_of_the_programme CHECK (days_before IN (30, 7, 1));
ALTER TABLE expiry_rounds ENABLE ROW LEVEL SECURITY;
ALTER TABLE expiry_rounds FORCE ROW LEVEL SECURITY;
CREATE POLICY job ON expiry_rounds TO mimamori_job USING ((SELECT scope.job()) IS NOT NULL) WITH CHECK ((SELECT scope.job()) IS NOT NULL);
GRANT SELECT, INSERT ON expiry_rounds TO mimamori_job;
GRANT UPDATE ("after", finished_at) ON expiry_rounds TO mimamori_job;
