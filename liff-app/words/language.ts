import { createContext, createElement, startTransition, use, useEffect, useState, type ReactNode } from 'react'
import { onThisPhone } from '../platform/keep.ts'

export type Language = 'ja' | 'en'

let current: Language = onThisPhone.read('language') === 'en' ? 'en' : 'ja'
const listeners = new Set<(chosen: Language) => void>()
const LanguageContext = createContext<Language | null>(null)
tellPage()

/** The language that screens are shown in. */
export const useLanguage = (): Language => use(LanguageContext) ?? current

/** Changes all screens below together, once the words of the chosen language are there; until then the old ones stay. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(current)
  useEffect(() => {
    const change = (chosen: Language) => startTransition(() => setShown(chosen))
    listeners.add(change)
    return () => {
      listeners.delete(change)
    }
  }, [])
  return createElement(LanguageContext, { value: shown }, children)
}

export function chooseLanguage(chosen: Language): void {
  if (chosen === current) return
  current = chosen
  onThisPhone.write('language', chosen)
  tellPage()
  for (const tell of listeners) tell(chosen)
}

function tellPage(): void {
  document.documentElement.lang = current
}
