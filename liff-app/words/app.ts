import { app } from './ja/app.ts'
import { wordsHook } from './wording.ts'

/** What every role's screens share: errors, navigation. */
export const useAppWords = wordsHook(app, () => import('./en/app.ts').then((words) => words.app))
