// mimamori-line-sandbox
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { Snapshot, TownStore } from './town-store.ts'

const StoreContext = createContext<TownStore | null>(null)

export function TownStoreProvider({ store, children }: { store: TownStore; children: ReactNode }): ReactNode {
  return <StoreContext value={store}>{children}</StoreContext>
}

export function useTownStore(): TownStore {
  const store = use(StoreContext)
  if (!store) throw new Error('useTownStore needs a TownStoreProvider above it')
  return store
}

export function useSnapshot(): Snapshot {
  const store = useTownStore()
  return useSyncExternalStore(store.subscribe, store.snapshot)
}

/** The town's time in milliseconds, renewed every `everyMs`. */
export function useTownTime(everyMs: number): number {
  const store = useTownStore()
  const [time, setTime] = useState(store.now)
  useEffect(() => {
    const timer = setInterval(() => setTime(store.now()), everyMs)
    return () => clearInterval(timer)
  }, [store, everyMs])
  return time
}
