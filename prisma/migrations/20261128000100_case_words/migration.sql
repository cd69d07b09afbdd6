-- New words of enums that exist. By themselves, because PostgreSQL lets nobody use such a word before it is committed.

ALTER TYPE "CaseState" ADD VALUE 'written_off' BEFORE 'closed';

ALTER TYPE "ApprovalKind" ADD VALUE 'confirm_stop';
ALTER TYPE "ApprovalKind" ADD VALUE 'lift_stop';
ALTER TYPE "ApprovalKind" ADD VALUE 'instalments';
ALTER TYPE "ApprovalKind" ADD VALUE 'defer';
ALTER TYPE "ApprovalKind" ADD VALUE 'write_off';
ALTER TYPE "ApprovalKind" ADD VALUE 'withdraw_demand';
ALTER TYPE "ApprovalKind" ADD VALUE 'book_repayment';
ALTER TYPE "ApprovalKind" ADD VALUE 'release_self_stop';

ALTER TYPE "CaseEventKind" ADD VALUE 'next_set';
ALTER TYPE "CaseEventKind" ADD VALUE 'file_added';
ALTER TYPE "CaseEventKind" ADD VALUE 'contacted';
ALTER TYPE "CaseEventKind" ADD VALUE 'escalated';
ALTER TYPE "CaseEventKind" ADD VALUE 'fact_check_reminded';
ALTER TYPE "CaseEventKind" ADD VALUE 'fact_check_added_to';
ALTER TYPE "CaseEventKind" ADD VALUE 'customer_asked';
ALTER TYPE "CaseEventKind" ADD VALUE 'customer_answered';
ALTER TYPE "CaseEventKind" ADD VALUE 'customer_explained';
ALTER TYPE "CaseEventKind" ADD VALUE 'reported';
ALTER TYPE "CaseEventKind" ADD VALUE 'self_stopped';
ALTER TYPE "CaseEventKind" ADD VALUE 'self_stop_released';
ALTER TYPE "CaseEventKind" ADD VALUE 'stop_begun';
ALTER TYPE "CaseEventKind" ADD VALUE 'stop_confirmed';
ALTER TYPE "CaseEventKind" ADD VALUE 'stop_lapsed';
ALTER TYPE "CaseEventKind" ADD VALUE 'stop_lifted';
ALTER TYPE "CaseEventKind" ADD VALUE 'appealed';
ALTER TYPE "CaseEventKind" ADD VALUE 'appeal_decided';
ALTER TYPE "CaseEventKind" ADD VALUE 'demand_reminded';
ALTER TYPE "CaseEventKind" ADD VALUE 'instalments_asked';
ALTER TYPE "CaseEventKind" ADD VALUE 'instalments_agreed';
ALTER TYPE "CaseEventKind" ADD VALUE 'instalment_missed';
ALTER TYPE "CaseEventKind" ADD VALUE 'instalments_ended';
ALTER TYPE "CaseEventKind" ADD VALUE 'deferred';
ALTER TYPE "CaseEventKind" ADD VALUE 'demand_withdrawn';
ALTER TYPE "CaseEventKind" ADD VALUE 'letter_printed';
ALTER TYPE "CaseEventKind" ADD VALUE 'written_off';
ALTER TYPE "CaseEventKind" ADD VALUE 'police_reported';
ALTER TYPE "CaseEventKind" ADD VALUE 'limitation_noted';
ALTER TYPE "CaseEventKind" ADD VALUE 'repayment_reversed';
