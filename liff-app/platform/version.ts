import { useSyncExternalStore } from 'react'

/** The mini-app that this page was loaded with, as the server named it first; another name means that a newer one is served. */
let loaded: string | null = null
let newer = false
const listeners = new Set<() => void>()

/** Takes what an answer of the server said about its mini-app. */
export function heardAppVersion(said: string | null): void {
  if (!said || newer) return
  loaded ??= said
  if (said === loaded) return
  newer = true
  for (const tell of listeners) tell()
}

export const useNewerVersion = (): boolean => useSyncExternalStore(listen, () => newer)

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
