import { useSyncExternalStore } from 'react'
import { onThisPhone } from '../platform/keep.ts'

export type TextSize = 'standard' | 'large' | 'largest'
const sizes: readonly TextSize[] = ['standard', 'large', 'largest']

let current: TextSize = sizes.find((size) => size === onThisPhone.read('text-size')) ?? 'standard'
const listeners = new Set<() => void>()
tellPage()

export const useTextSize = (): TextSize => useSyncExternalStore(listen, textSize)

/** The size after this one, beginning again after the largest: what the 「文字サイズ」 button does. */
export const nextTextSize = (size: TextSize): TextSize => sizes[(sizes.indexOf(size) + 1) % sizes.length] ?? 'standard'

export function chooseTextSize(chosen: TextSize): void {
  if (chosen === current) return
  current = chosen
  onThisPhone.write('text-size', chosen)
  tellPage()
  for (const tell of listeners) tell()
}

function textSize(): TextSize {
  return current
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

function tellPage(): void {
  document.documentElement.dataset.textSize = current
}
