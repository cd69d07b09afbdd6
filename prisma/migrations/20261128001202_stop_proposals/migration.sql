-- One proposal of a kind waits for a subject; of stops, one for each thing that a case could stop.
DROP INDEX one_pending_proposal;
CREATE UNIQUE INDEX one_pending_proposal ON approvals (subject, kind, (CASE WHEN kind IN ('confirm_stop', 'lift_stop') THEN coalesce(asked ->> 'targetId', '') || coalesce(asked ->> 'target', '') ELSE '' END)) WHERE state = 'proposed';
