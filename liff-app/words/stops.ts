import { stops } from './ja/stops.ts'
import { wordsHook } from './wording.ts'

export const useStopWords = wordsHook(stops, () => import('./en/stops.ts').then((words) => words.stops))
