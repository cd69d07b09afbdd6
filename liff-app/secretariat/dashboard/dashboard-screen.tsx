import { LayoutDashboard } from 'lucide-react'
import { useState } from 'react'
import { Loaded } from '../../loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { clock } from '../../ui/format.ts'
import type { Dashboard } from '../../../server/cases/dashboard/contract.ts'
import { Block } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { useDashboard } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import { AlertCards } from './alert-cards.tsx'
import { BusiestStores } from './busiest-stores.tsx'
import { CaseStates } from './case-states.tsx'
import { HealthStrip } from './health-strip.tsx'
import { NumbersRow } from './numbers-row.tsx'
import { QuarterChart } from './quarter-chart.tsx'
import { RepaymentBar } from './repayment-bar.tsx'
import styles from './dashboard.module.css'

const renewMs = 15_000

/** What is going on now. It renews itself until somebody wants to read in peace. */
export function DashboardScreen() {
  const { dashboard: words, list } = useOfficeWords()
  const [running, setRunning] = useState(true)
  const figures = useDashboard(running ? renewMs : null)
  return (
    <OfficeScreen
      title={words.title}
      beside={
        <div className={styles.renewal}>
          {figures.data ? <span>{running ? words.updated(clock(figures.data.at)) : list.aside(words.stopped, words.updated(clock(figures.data.at)))}</span> : null}
          <Button kind="text" pressed={!running} onPress={() => setRunning(!running)}>
            {running ? words.stop : words.resume}
          </Button>
        </div>
      }
    >
      <Loaded query={figures} rows={5} tall>
        {(found) => <Figures figures={found} />}
      </Loaded>
    </OfficeScreen>
  )
}

function Figures({ figures }: { figures: Dashboard }) {
  const { dashboard: words } = useOfficeWords()
  const { paymentsToday: today } = figures
  const noneToday = today.count + today.voided === 0
  return (
    <>
      <NumbersRow figures={figures} />
      <AlertCards alerts={figures.alerts} />
      <CaseStates cases={figures.cases} />
      <RepaymentBar repayment={figures.repayment} />
      <Block title={words.quarters}>
        {noneToday ? <EmptyState icon={<LayoutDashboard size={40} />}>{figures.firstDay ? words.empty : words.emptyToday}</EmptyState> : <QuarterChart quarters={figures.quarters} />}
      </Block>
      {figures.firstDay ? null : <BusiestStores stores={figures.busiest} />}
      <HealthStrip health={figures.health} />
    </>
  )
}
