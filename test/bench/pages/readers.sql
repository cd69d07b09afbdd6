-- Who reads: staff of the busy store, of a small one and of ten; an officer. A hundred sessions each, so that nobody is
-- braked for asking more often than a person would.
SET session_replication_role = replica;
CREATE TEMPORARY TABLE readers AS
SELECT place, name, uuidv7() AS id FROM (VALUES (1, 'busy'), (2, 'quiet'), (3, 'chain')) AS named (place, name);
INSERT INTO staff (id, code, name, login_id, password_hash, role, line_user_id) SELECT id, 'T-' || place, '店員', name, '', 'owner', 'U-' || name FROM readers;
INSERT INTO staff_stores (staff_id, store_id)
SELECT r.id, s.id FROM readers r JOIN (SELECT id, row_number() OVER (ORDER BY number) AS nth FROM stores) s
  ON CASE r.name WHEN 'busy' THEN s.nth = 1 WHEN 'quiet' THEN s.nth = 2 ELSE s.nth <= 10 END;
INSERT INTO officers (id, number, name, login_id, password_hash, role, line_user_id) VALUES (uuidv7(), '900', '職員', 'officer', '', 'officer', 'U-officer');
INSERT INTO sessions (hash, line_user_id, actor_kind, actor_id, device_id, user_agent, credential_version, created_at, idle_until, absolute_until)
SELECT :hash, w.line_user_id, w.kind::"ActorKind", w.id, uuidv7(), 'bench', w.version, now(), now() + interval '1 day', now() + interval '1 day'
FROM (SELECT name, id, 'U-' || name AS line_user_id, 'staff' AS kind, 1 AS version FROM readers
      UNION ALL SELECT 'officer', id, line_user_id, 'officer', 1 FROM officers WHERE number = '900'
      UNION ALL (SELECT 'loyal', id, line_user_id, 'customer', 0 FROM customers ORDER BY phone LIMIT 1)) w, generate_series(1, 100) n;
DROP TABLE readers;
SET session_replication_role = DEFAULT;
