-- Rows from before they named their proposals (20261128000800, 20261128000900) name them now, where exactly one can be meant:
-- of the same kind, about the same customer or case, decided by the same two at the very moment the row gives, and named by
-- no other row. The rest is written down as not known. May run again.
DO $$
DECLARE
  place record;
  t text;
  -- Row security is the programme's, and what a trigger forbids officers is done here once for all of them.
  touched text[] := ARRAY['freezes', 'stops', 'demands', 'payout_holds'];
  read_only text[] := ARRAY['approvals', 'fraud_cases', 'unknown_proposals'];
BEGIN
  FOREACH t IN ARRAY touched || read_only LOOP EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t); END LOOP;
  FOREACH t IN ARRAY touched LOOP EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', t); END LOOP;
  FOR place IN SELECT * FROM (VALUES
      ('freezes', 'freeze', 'confirm_freeze', 'approval_id', 'proposed_by', 'approved_by', 'confirmed_at', 'c.customer_id = x.customer_id'),
      ('freezes', 'lifted freeze', 'unfreeze', 'lift_approval_id', 'lift_proposed_by', 'lift_approved_by', 'ended_at', 'c.customer_id = x.customer_id'),
      ('stops', 'stop', 'confirm_stop', 'approval_id', 'proposed_by', 'approved_by', 'confirmed_at', 'a.case_id = x.case_id AND a.asked ->> ''targetId'' = x.target_id::text'),
      ('stops', 'lifted stop', 'lift_stop', 'lift_approval_id', 'lift_proposed_by', 'lift_approved_by', 'ended_at', 'a.case_id = x.case_id AND a.asked ->> ''stopId'' = x.id::text'),
      ('demands', 'demand', 'demand', 'approval_id', 'proposed_by', 'approved_by', 'issued_at', 'a.case_id = x.case_id'),
      ('payout_holds', 'payout hold', 'release_payout', 'approval_id', 'proposed_by', 'approved_by', 'ended_at', 'a.subject = ''store:'' || x.store_id')
    ) AS listed (tab, what, kind, proposal, proposer, approver, moment, about) LOOP
    EXECUTE format(
      'WITH meant AS (
         SELECT x.id AS row_id, a.id AS approval_id, count(*) OVER (PARTITION BY x.id) AS proposals, count(*) OVER (PARTITION BY a.id) AS takers
         FROM %1$I x JOIN approvals a ON a.kind::text = %2$L AND a.state = ''approved'' AND a.proposed_by = x.%4$I AND a.decided_by = x.%5$I AND a.decided_at = x.%6$I
         LEFT JOIN fraud_cases c ON c.id = a.case_id
         WHERE x.%3$I IS NULL AND x.%5$I IS NOT NULL AND %7$s AND NOT EXISTS (SELECT 1 FROM %1$I other WHERE other.%3$I = a.id))
       UPDATE %1$I x SET %3$I = m.approval_id FROM meant m WHERE m.row_id = x.id AND m.proposals = 1 AND m.takers = 1',
      place.tab, place.kind, place.proposal, place.proposer, place.approver, place.moment, place.about);
    EXECUTE format('INSERT INTO unknown_proposals (row_id, what) SELECT x.id, %L FROM %I x WHERE x.%I IS NULL AND x.%I IS NOT NULL ON CONFLICT DO NOTHING',
      place.what, place.tab, place.proposal, place.approver);
  END LOOP;
  FOREACH t IN ARRAY touched LOOP EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', t); END LOOP;
  FOREACH t IN ARRAY touched || read_only LOOP EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t); END LOOP;
END $$;
