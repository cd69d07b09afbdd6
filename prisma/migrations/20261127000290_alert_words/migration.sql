-- New words of an enum can be used only after the commit that made them.
ALTER TYPE "CaseEventKind" ADD VALUE 'alert_escalated';
ALTER TYPE "CaseEventKind" ADD VALUE 'case_linked';
