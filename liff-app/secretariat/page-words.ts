import { officePages } from '../words/ja/office-pages.ts'
import { wordsHook } from '../words/wording.ts'

export const useOfficePageWords = wordsHook(officePages, () => import('../words/en/office-pages.ts').then((words) => words.officePages))
