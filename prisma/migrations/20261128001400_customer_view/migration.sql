-- What customers may see about themselves: their devices, what expired, and when somebody at the secretariat opened what
-- belongs to them.

ALTER TABLE known_devices ADD COLUMN last_at TIMESTAMPTZ(3);
UPDATE known_devices SET last_at = first_at;
ALTER TABLE known_devices ALTER COLUMN last_at SET NOT NULL;
ALTER TABLE known_devices ADD CONSTRAINT last_seen_after_first CHECK (last_at >= first_at);
CREATE POLICY customer ON known_devices FOR SELECT TO mimamori_customer USING (actor_kind = 'customer' AND actor_id = (SELECT scope.customer_id()));
GRANT SELECT ON known_devices TO mimamori_customer;
-- The door sees each sign-in, and ends the sessions of a device that its person no longer wants.
GRANT UPDATE (last_at, denied_at) ON known_devices TO mimamori_door;

CREATE POLICY customer ON journal_entries FOR SELECT TO mimamori_customer USING (ledger = 'wallet' AND owner_id = (SELECT scope.customer_id()));
GRANT SELECT ON journal_entries TO mimamori_customer;

-- Openings of one's own name, papers, letters and case record by officers. Neither who nor for which purpose: somebody may be
-- looking at a case that its customer must not be warned of.
CREATE FUNCTION own_openings(p_most int) RETURNS TABLE (at timestamptz, opened text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH mine AS (
    SELECT 'customer'::text AS kind, scope.customer_id()::text AS id, 'name'::text AS opened
    UNION ALL SELECT 'fraud_case', c.id::text, 'record' FROM fraud_cases c WHERE c.customer_id = scope.customer_id()
    UNION ALL SELECT 'evidence_file', f.id::text, 'papers' FROM evidence_files f WHERE f.customer_id = scope.customer_id()
    UNION ALL SELECT 'demand_letter', l.id::text, 'letter' FROM demand_letters l JOIN fraud_cases c ON c.id = l.case_id WHERE c.customer_id = scope.customer_id()
  )
  SELECT a.recorded_at, m.opened FROM mine m JOIN audit_entries a ON a.object_kind = m.kind AND a.object_id = m.id
  WHERE a.actor_kind = 'officer' AND a.action IN ('customer.reveal', 'case.print', 'file.open', 'letter.open', 'letter.print')
  ORDER BY a.recorded_at DESC LIMIT p_most
$$;
CREATE POLICY watch ON audit_entries FOR SELECT TO mimamori_watch USING (current_user = 'mimamori_watch');
CREATE POLICY watch ON fraud_cases FOR SELECT TO mimamori_watch USING (current_user = 'mimamori_watch');
CREATE POLICY watch ON evidence_files FOR SELECT TO mimamori_watch USING (current_user = 'mimamori_watch');
CREATE POLICY watch ON demand_letters FOR SELECT TO mimamori_watch USING (current_user = 'mimamori_watch');
GRANT SELECT (recorded_at, actor_kind, action, object_kind, object_id) ON audit_entries TO mimamori_watch;
GRANT SELECT (id, customer_id) ON fraud_cases, evidence_files TO mimamori_watch;
GRANT SELECT (id, case_id) ON demand_letters TO mimamori_watch;
ALTER FUNCTION own_openings OWNER TO mimamori_watch;
REVOKE EXECUTE ON FUNCTION own_openings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION own_openings TO mimamori_customer;
