import { officeAudit } from '../../words/ja/office-audit.ts'
import { wordsHook } from '../../words/wording.ts'

export const useAuditWords = wordsHook(officeAudit, () => import('../../words/en/office-audit.ts').then((words) => words.officeAudit))
