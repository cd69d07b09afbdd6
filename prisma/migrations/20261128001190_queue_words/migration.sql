-- New words of enums that exist, by themselves: PostgreSQL lets nobody use such a word before it is committed.

ALTER TYPE "ApprovalState" ADD VALUE 'withdrawn';
ALTER TYPE "CaseEventKind" ADD VALUE 'assigned';
ALTER TYPE "CaseEventKind" ADD VALUE 'proposal_withdrawn';
ALTER TYPE "CaseEventKind" ADD VALUE 'instalments_declined';
