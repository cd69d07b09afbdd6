import type { ReactNode } from 'react'
import { LiveFeedProvider } from './feed/live-feed.tsx'
import { MyStoreProvider } from './my-store.tsx'

/** What every screen of a store stands on: which store it is, and what comes in there. */
export function AtTheTill({ children }: { children: ReactNode }) {
  return (
    <MyStoreProvider>
      <LiveFeedProvider>{children}</LiveFeedProvider>
    </MyStoreProvider>
  )
}
