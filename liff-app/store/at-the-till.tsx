import type { ReactNode } from 'react'
import { ArrivalNote } from './feed/arrival-note.tsx'
import { LiveFeedProvider } from './feed/live-feed.tsx'
import { MyStoreProvider } from './my-store.tsx'

/** What every screen of a store stands on: which store it is, and what comes in there. */
export function AtTheTill({ children }: { children: ReactNode }) {
  return (
    <MyStoreProvider>
      <LiveFeedProvider>
        <ArrivalNote />
        {children}
      </LiveFeedProvider>
    </MyStoreProvider>
  )
}
