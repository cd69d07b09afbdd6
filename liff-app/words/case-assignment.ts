import { caseAssignment } from './ja/case-assignment.ts'
import { wordsHook } from './wording.ts'

export const useAssignmentWords = wordsHook(caseAssignment, () => import('./en/case-assignment.ts').then((words) => words.caseAssignment))
