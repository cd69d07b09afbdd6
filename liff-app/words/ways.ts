import { ways } from './ja/ways.ts'
import { wordsHook } from './wording.ts'

export const useWaysWords = wordsHook(ways, () => import('./en/ways.ts').then((words) => words.ways))
