import { startTransition, useSyncExternalStore } from 'react'
import { onThisPhone } from '../platform/keep.ts'

export type Language = 'ja' | 'en'

let current: Language = onThisPhone.read('language') === 'en' ? 'en' : 'ja'
const listeners = new Set<() => void>()
tellPage()

/** The language of this phone; screens change with it at once. */
export const useLanguage = (): Language => useSyncExternalStore(listen, language)

export const language = (): Language => current

export function chooseLanguage(chosen: Language): void {
  if (chosen === current) return
  current = chosen
  onThisPhone.write('language', chosen)
  tellPage()
  startTransition(() => {
    for (const tell of listeners) tell()
  })
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

function tellPage(): void {
  document.documentElement.lang = current
}
