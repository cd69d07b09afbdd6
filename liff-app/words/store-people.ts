import { storePeople } from './ja/store-people.ts'
import { wordsHook } from './wording.ts'

export const useStorePeopleWords = wordsHook(storePeople, () => import('./en/store-people.ts').then((words) => words.storePeople))
