-- New words of enums that exist. By themselves, because PostgreSQL lets nobody use such a word before it is committed.

ALTER TYPE "ApprovalKind" ADD VALUE 'refund';
ALTER TYPE "ApprovalKind" ADD VALUE 'assign_suspense';
ALTER TYPE "ApprovalKind" ADD VALUE 'return_suspense';
ALTER TYPE "ApprovalKind" ADD VALUE 'release_payout';
ALTER TYPE "ApprovalKind" ADD VALUE 'resume_function';
ALTER TYPE "PaymentState" ADD VALUE 'partly_refunded';
ALTER TYPE "PaymentState" ADD VALUE 'refunded';
ALTER TYPE "LedgerKind" ADD VALUE 'expired';
ALTER TYPE "LedgerKind" ADD VALUE 'bank';
ALTER TYPE "JournalCause" ADD VALUE 'refund';
ALTER TYPE "JournalCause" ADD VALUE 'expiry';
ALTER TYPE "JournalCause" ADD VALUE 'reversal';
ALTER TYPE "JournalCause" ADD VALUE 'suspense';
ALTER TYPE "JournalCause" ADD VALUE 'suspense_settled';
ALTER TYPE "JournalCause" ADD VALUE 'payout';
