-- New words of enums that exist, by themselves: PostgreSQL lets nobody use such a word before it is committed.

ALTER TYPE "DemandState" ADD VALUE IF NOT EXISTS 'withdrawn';
ALTER TYPE "DemandState" ADD VALUE IF NOT EXISTS 'written_off';
ALTER TYPE "LedgerKind" ADD VALUE 'write_off';
ALTER TYPE "JournalCause" ADD VALUE 'withdrawal';
ALTER TYPE "JournalCause" ADD VALUE 'write_off';
ALTER TYPE "CaseEventKind" ADD VALUE 'letter_posted';
