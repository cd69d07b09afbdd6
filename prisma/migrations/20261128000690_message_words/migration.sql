-- A word of an enum that exists. By itself, because PostgreSQL lets nobody use it before it is committed.

ALTER TYPE "CaseEventKind" ADD VALUE 'undelivered';
