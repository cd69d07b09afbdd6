import { use } from 'react'
import { useLanguage } from './language.ts'

/** The shape that another language must fill: the same keys, the same blanks. A missing key fails the type check. */
export type Wording<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends (...blanks: infer B) => string ? (...blanks: B) => string : Wording<T[K]>
}

/**
 * Makes the hook with which screens get their words. Japanese travels with the screens; English is loaded when chosen.
 * Use: `export const useStoreWords = wordsHook(store, () => import('./en/store.ts').then((words) => words.store))`
 */
export function wordsHook<T extends object>(japanese: T, loadEnglish: () => Promise<Wording<NoInfer<T>>>): () => Wording<T> {
  let english: Promise<Wording<T>> | null = null
  return function useWords(): Wording<T> {
    const language = useLanguage()
    if (language === 'ja') return japanese as Wording<T>
    english ??= loadEnglish()
    return use(english)
  }
}
