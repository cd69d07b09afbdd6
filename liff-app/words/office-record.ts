import { officeRecord } from './ja/office-record.ts'
import { wordsHook } from './wording.ts'

export const useRecordWords = wordsHook(officeRecord, () => import('./en/office-record.ts').then((words) => words.officeRecord))
