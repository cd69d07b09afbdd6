import { officeStops } from '../../words/ja/office-stops.ts'
import { wordsHook } from '../../words/wording.ts'

export const useOfficeStopWords = wordsHook(officeStops, () => import('../../words/en/office-stops.ts').then((words) => words.officeStops))
