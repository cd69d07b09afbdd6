-- New words of an enum that exists. By themselves, because PostgreSQL lets nobody use such a word before it is committed.

ALTER TYPE "ApprovalKind" ADD VALUE 'put_rule_in_force';
ALTER TYPE "ApprovalKind" ADD VALUE 'allow_subject';
