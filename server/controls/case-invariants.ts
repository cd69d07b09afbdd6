import type { Invariant } from './invariant.ts'

const carriedOutAsAgreed: Invariant = {
  name: 'carried-out-as-agreed',
  promise: 'Every stop that was confirmed, lifted or released, every demand, what became of it later, and every payout let go on names the proposal that says so, which the same two people agreed on, and no other names it. Of rows from before they named one it may not be known.',
  // Whom a proposal is about: the customer of its case, or the subject that it names itself.
  page: (tx, after) => tx.$queryRaw`
    WITH carried AS (
      SELECT id, 'freeze' AS what, 'confirm_freeze' AS kind, approval_id, proposed_by, approved_by, customer_id, NULL AS subject FROM freezes WHERE approved_by IS NOT NULL
      UNION ALL SELECT id, 'lifted freeze', 'unfreeze', lift_approval_id, lift_proposed_by, lift_approved_by, customer_id, NULL FROM freezes WHERE lift_approved_by IS NOT NULL
      UNION ALL SELECT id, 'stop', 'confirm_stop', approval_id, proposed_by, approved_by, NULL, 'case:' || case_id FROM stops WHERE approved_by IS NOT NULL
      UNION ALL SELECT id, 'lifted stop', 'lift_stop', lift_approval_id, lift_proposed_by, lift_approved_by, NULL, 'case:' || case_id FROM stops WHERE lift_approved_by IS NOT NULL
      UNION ALL SELECT id, 'demand', 'demand', approval_id, proposed_by, approved_by, customer_id, NULL FROM demands
      UNION ALL SELECT id, 'instalment plan', 'instalments', approval_id, proposed_by, approved_by, NULL, 'case:' || case_id FROM instalment_plans
      UNION ALL SELECT id, 'later due day', 'defer', approval_id, proposed_by, approved_by, NULL, 'case:' || case_id FROM demand_terms WHERE why = 'deferred'
      UNION ALL SELECT w.id, 'withdrawal', 'withdraw_demand', w.approval_id, w.proposed_by, w.approved_by, d.customer_id, NULL FROM demand_withdrawals w JOIN demands d ON d.id = w.demand_id
      UNION ALL SELECT w.id, 'write-off', 'write_off', w.approval_id, w.proposed_by, w.approved_by, d.customer_id, NULL FROM write_offs w JOIN demands d ON d.id = w.demand_id
      UNION ALL SELECT m.id, 'repayment by hand', 'book_repayment', m.approval_id, m.proposed_by, m.approved_by, d.customer_id, NULL FROM manual_receipts m JOIN demands d ON d.id = m.demand_id
      UNION ALL SELECT id, 'returned repayment', 'return_repayment', approval_id, proposed_by, approved_by, customer_id, NULL FROM repayment_returns
      -- Its two persons are the proposal's own; it names only that.
      UNION ALL SELECT r.id, 'released own stop', 'release_self_stop', r.approval_id, a.proposed_by, a.decided_by, NULL, 'customer:' || r.customer_id FROM resume_requests r LEFT JOIN approvals a ON a.id = r.approval_id WHERE r.ended_at IS NOT NULL
      UNION ALL SELECT id, 'payout hold', 'release_payout', approval_id, proposed_by, approved_by, NULL, 'store:' || store_id FROM payout_holds WHERE approved_by IS NOT NULL),
    page AS (SELECT c.*, c.approval_id IS NULL AND EXISTS (SELECT 1 FROM unknown_proposals u WHERE u.row_id = c.id AND u.what = c.what) AS is_unknown FROM carried c WHERE id > ${after}::uuid ORDER BY id FETCH FIRST 2000 ROWS WITH TIES)
    SELECT count(*) AS looked, max(p.id::text) AS last, count(*) FILTER (WHERE p.is_unknown) AS unknown, array_agg(p.what || ' ' || p.id || ' is not what two people agreed on') FILTER (
      WHERE NOT p.is_unknown AND (a.id IS NULL OR a.kind::text <> p.kind OR a.state <> 'approved' OR a.proposed_by IS DISTINCT FROM p.proposed_by OR a.decided_by IS DISTINCT FROM p.approved_by
         OR a.proposed_by = a.decided_by OR (p.customer_id IS NOT NULL AND c.customer_id IS DISTINCT FROM p.customer_id) OR a.subject <> p.subject)) AS broken
    FROM page p LEFT JOIN approvals a ON a.id = p.approval_id LEFT JOIN fraud_cases c ON c.id = a.case_id`,
}

const timelinesAreIntact: Invariant = {
  name: 'timelines-are-intact',
  promise: 'No sealed event of a case was changed, moved or removed, and each timeline is as long as the audit log says.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT id, number FROM fraud_cases WHERE id > ${after}::uuid ORDER BY id LIMIT 200),
    seen AS (
      SELECT p.id, p.number, v.events, v.broken_at, kept.events AS kept, kept.head,
             (SELECT e.hash FROM case_events e WHERE e.case_id = p.id AND e.chain_index = kept.events) AS found
      FROM page p CROSS JOIN LATERAL verify_case(p.id) v
      LEFT JOIN LATERAL (
        SELECT (a.details ->> 'events')::integer AS events, a.details ->> 'head' AS head FROM audit_entries a
        WHERE a.object_kind = 'fraud_case' AND a.object_id = p.id::text AND a.action = 'case.seal' ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1) kept ON true)
    SELECT count(*) AS looked, max(id::text) AS last, array_agg('the timeline of ' || number || ' breaks at event ' || coalesce(broken_at, least(kept, events + 1), 1)) FILTER (
      WHERE broken_at IS NOT NULL OR (events > 0 AND kept IS NULL) OR (kept IS NOT NULL AND found IS DISTINCT FROM head)) AS broken
    FROM seen`,
}

export const caseInvariants: readonly Invariant[] = [carriedOutAsAgreed, timelinesAreIntact]
