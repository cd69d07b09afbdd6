import { secretariat } from '../words/ja/secretariat.ts'
import { wordsHook, type Wording } from '../words/wording.ts'

export type OfficeWords = Wording<typeof secretariat>
export const useOfficeWords = wordsHook(secretariat, () => import('../words/en/secretariat.ts').then((words) => words.secretariat))
