import type { FieldProblem } from '../../ui/error-summary.tsx'
import type { Mistakes } from './entries.ts'

/** The mistakes as the summary on top of the form lists them; each field's id is its name. */
export const asProblems = (mistakes: Mistakes): FieldProblem[] => Object.entries(mistakes).map(([field, says]) => ({ field, says }))
