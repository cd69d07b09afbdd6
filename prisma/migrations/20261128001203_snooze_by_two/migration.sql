-- Whoever writes: an allow-list and more than a week of quiet carry the proposal of two, and nothing else does. Snoozes that
-- one officer gave for longer before this rule run out as they were given.
ALTER TABLE rule_orders DROP CONSTRAINT allowed_by_two;
ALTER TABLE rule_orders ADD CONSTRAINT allowed_by_two CHECK (
  (kind = 'allow' OR (kind = 'snooze' AND expires_at > created_at + interval '7 days')) = (approval_id IS NOT NULL)) NOT VALID;
