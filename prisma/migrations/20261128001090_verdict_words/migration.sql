-- A third verdict, a subject of two parties, and what happens to their cases. Used from the next migration on.
ALTER TYPE "Verdict" ADD VALUE 'undecided';
ALTER TYPE "SubjectKind" ADD VALUE 'pair';
ALTER TYPE "CaseEventKind" ADD VALUE 'taken_up_again';
ALTER TYPE "CaseEventKind" ADD VALUE 'subject_widened';
