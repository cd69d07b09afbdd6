import { BellRing, ClipboardCheck, List, Menu } from 'lucide-react'
import { paths } from '../paths.ts'
import { useStaff } from '../session.tsx'
import { BottomNav } from '../ui/bottom-nav.tsx'
import { count } from '../ui/format.ts'
import { useAppWords } from '../words/app.ts'
import { useStoreWords } from '../words/store.ts'

/** The four places of a store. */
export function StoreNav() {
  const { nav } = useStoreWords()
  const app = useAppWords()
  const { openFactChecks } = useStaff()
  return (
    <BottomNav
      label={app.nav.label}
      items={[
        { to: paths.store, label: nav.feed, icon: <BellRing />, exact: true },
        { to: paths.storePayments, label: nav.payments, icon: <List /> },
        { to: paths.factChecks, label: nav.factChecks, icon: <ClipboardCheck />, count: openFactChecks, countLabel: nav.waiting(count(openFactChecks)) },
        { to: paths.storeMenu, label: nav.menu, icon: <Menu /> },
      ]}
    />
  )
}
