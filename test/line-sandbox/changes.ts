// mimamori-line-sandbox

export type ChangeKind = 'chat' | 'log' | 'people' | 'faults' | 'clock' | 'richmenu' | 'qrs' | 'scenario' | 'kept'
export type Change = { kind: ChangeKind } & Record<string, unknown>

/** Everything that changes in the town is told here: to the pages that watch, and to what keeps it for the next start. */
export interface Changes {
  tell(change: Change): void
  /** Answers how to stop listening. */
  listen(listener: (change: Change) => void): () => void
}

export function openChanges(): Changes {
  const listeners = new Set<(change: Change) => void>()
  return {
    tell: (change) => {
      for (const listener of listeners) listener(change)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
