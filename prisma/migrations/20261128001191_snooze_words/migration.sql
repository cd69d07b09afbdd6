-- A new word of an enum that exists, by itself: PostgreSQL lets nobody use it before it is committed.
ALTER TYPE "ApprovalKind" ADD VALUE 'snooze_subject';
