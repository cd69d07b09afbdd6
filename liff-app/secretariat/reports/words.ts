import { reports } from '../../words/ja/reports.ts'
import { wordsHook } from '../../words/wording.ts'

export const useReportWords = wordsHook(reports, () => import('../../words/en/reports.ts').then((words) => words.reports))
