import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { paths } from '../paths.ts'
import { useStaff } from '../session.tsx'
import { ArrivalNote } from './feed/arrival-note.tsx'
import { LiveFeedProvider } from './feed/live-feed.tsx'
import { MyStoreProvider } from './my-store.tsx'
import { AtRestScreen } from './people/at-rest-screen.tsx'
import { PasswordScreen } from './people/password-screen.tsx'

/** What every screen of a store stands on: which store it is, and what comes in there. */
export function AtTheTill({ children }: { children: ReactNode }) {
  const { passwordTemporary, terminal } = useStaff()
  const { pathname } = useLocation()
  if (passwordTemporary) return <PasswordScreen />
  const isFeed = pathname.replace(/\/$/, '') === paths.store
  return (
    <MyStoreProvider>
      <LiveFeedProvider>
        <ArrivalNote />
        {terminal?.atRest && !isFeed ? <AtRestScreen /> : children}
      </LiveFeedProvider>
    </MyStoreProvider>
  )
}
