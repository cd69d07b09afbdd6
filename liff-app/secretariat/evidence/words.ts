import { officeEvidence } from '../../words/ja/office-evidence.ts'
import { wordsHook } from '../../words/wording.ts'

/** What the secretariat's screens say about photos, files, and what customers and stores told. */
export const useOfficeEvidenceWords = wordsHook(officeEvidence, () => import('../../words/en/office-evidence.ts').then((words) => words.officeEvidence))
