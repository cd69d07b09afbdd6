-- New words of enums that exist, by themselves: PostgreSQL lets nobody use such a word before it is committed.

ALTER TYPE "ApprovalKind" ADD VALUE 'return_repayment';
ALTER TYPE "JournalCause" ADD VALUE 'repayment_return';
ALTER TYPE "CaseEventKind" ADD VALUE 'return_due';
ALTER TYPE "CaseEventKind" ADD VALUE 'repayment_returned';
ALTER TYPE "CaseEventKind" ADD VALUE 'returned_taken_back';
