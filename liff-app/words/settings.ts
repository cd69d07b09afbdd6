import { settings } from './ja/settings.ts'
import { wordsHook } from './wording.ts'

export const useSettingsWords = wordsHook(settings, () => import('./en/settings.ts').then((words) => words.settings))
