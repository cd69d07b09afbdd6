import { useSearchParams } from 'react-router'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { Tabs } from '../frame/tabs.tsx'
import { officePaths } from '../office-paths.ts'
import { Balances } from './balances.tsx'
import { ComparedDays } from './compared-days.tsx'
import { Suspense } from './suspense.tsx'
import { useMoneyWords } from './words.ts'

const views = ['open', 'settled', 'days', 'balances'] as const

/** Money that came in and matches nothing, the daily comparison with the provider, and what every ledger held on a day. */
export function MoneyScreen() {
  const words = useMoneyWords()
  const [asked] = useSearchParams()
  const view = views.find((one) => one === asked.get('view')) ?? 'open'
  return (
    <OfficeScreen title={words.title}>
      <Tabs label={words.tabs.label} tabs={views.map((one) => ({ to: `${officePaths.money}?view=${one}`, label: words.tabs[one], here: one === view }))} />
      {view === 'days' ? <ComparedDays /> : view === 'balances' ? <Balances /> : <Suspense key={view} state={view} />}
    </OfficeScreen>
  )
}
