-- An allow-list carries the proposal of two, a watch and a week's quiet never do. That more than a week does is the trigger's
-- to hold when it is ordered: what one officer gave for longer before this rule must still be able to end.
ALTER TABLE rule_orders DROP CONSTRAINT allowed_by_two;
ALTER TABLE rule_orders ADD CONSTRAINT allowed_by_two CHECK (
  CASE kind WHEN 'allow' THEN approval_id IS NOT NULL WHEN 'watch' THEN approval_id IS NULL ELSE approval_id IS NULL OR expires_at > created_at + interval '7 days' END);
