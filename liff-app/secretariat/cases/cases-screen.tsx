import { FolderCheck } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { CaseRow } from '../../../server/cases/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Middle } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { Tabs } from '../frame/tabs.tsx'
import { useIsWide } from '../frame/wide.ts'
import { More } from '../frame/more.tsx'
import { officePaths } from '../office-paths.ts'
import { useCases, type CaseList } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import { AssignmentBar } from './assignment-bar.tsx'
import { CaseCards } from './case-cards.tsx'
import { CaseTable } from './case-table.tsx'
import { useSelection } from './selection.ts'
import { useRowKeys } from './use-row-keys.ts'
import styles from './cases.module.css'

const tabs = ['immediate', 'daily', 'monthly', 'mine', 'all'] as const
type TabName = (typeof tabs)[number]

/** The queue: what runs out first stands on top. */
export function CasesScreen() {
  const { queue: words, caseState } = useOfficeWords()
  const { tab, only, closed } = useAsked()
  const cases = useCases(tab, closed ? 'closed' : 'open')
  const counts = cases.data?.pages[0]?.counts ?? {}
  const says = only === 'answered' ? words.filteredAnswered : only ? words.filtered(caseState[only]) : null
  return (
    <OfficeScreen title={words.title}>
      <Tabs
        label={words.tabsLabel}
        tabs={tabs.map((name) => ({ to: officePaths.casesOf(name, closed ? 'closed' : undefined), label: words.tabs[name], here: name === tab, count: closed ? undefined : counts[name] }))}
      />
      <Tabs
        label={words.stateLabel}
        tabs={[
          { to: officePaths.casesOf(tab), label: words.open, here: !closed },
          { to: officePaths.casesOf(tab, 'closed'), label: words.closed, here: closed },
        ]}
      />
      {says && !closed ? (
        <Banner tone="info" link={{ to: officePaths.casesOf(tab), label: words.clearFilter }}>
          {says}
        </Banner>
      ) : null}
      <Loaded query={cases} rows={6} tall>
        {({ pages }) => (
          <Queue rows={rowsOf(pages, closed ? null : only)} closed={closed}>
            <More pages={cases} />
          </Queue>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

/** Cases in the order in which they run out; whoever acts may choose several of those that are open. */
function Queue({ rows, closed, children }: { rows: readonly CaseRow[]; closed: boolean; children: ReactNode }) {
  const { queue: words } = useOfficeWords()
  const isWide = useIsWide()
  const list = useRowKeys()
  const { officerRole } = useOfficer()
  const selection = useSelection()
  const [choosing, setChoosing] = useState(false)
  const assigns = !closed && officerRole !== 'auditor'
  const chosen = assigns && choosing ? selection : null
  return (
    <div ref={list} className={styles.queue}>
      {assigns ? <AssignmentBar selection={selection} choosing={choosing} onChoosing={setChoosing} hasCases={rows.length > 0} /> : null}
      {rows.length === 0 ? (
        <Middle>
          <EmptyState icon={<FolderCheck size={40} />} action={<ButtonLink to={officePaths.dashboard}>{words.toDashboard}</ButtonLink>}>
            {closed ? words.emptyClosed : words.empty}
          </EmptyState>
        </Middle>
      ) : isWide ? (
        <CaseTable rows={rows} selection={chosen} />
      ) : (
        <CaseCards rows={rows} selection={chosen} />
      )}
      {isWide && rows.length > 0 ? <p className={styles.keys}>{words.keys}</p> : null}
      {children}
    </div>
  )
}

type Only = CaseRow['state'] | 'answered' | null

function useAsked(): { tab: TabName; only: Only; closed: boolean } {
  const [asked] = useSearchParams()
  const words = useOfficeWords()
  const tab = tabs.find((name) => name === asked.get('u')) ?? 'all'
  const state = asked.get('s') ?? ''
  const only = state === 'answered' || isState(state, words.caseState) ? (state as Only) : null
  return { tab, only, closed: only === 'closed' }
}

const isState = (state: string, known: object): boolean => Object.hasOwn(known, state)

/** Pinned first, otherwise in the server's order of clocks. */
function rowsOf(pages: readonly CaseList[], only: Only): CaseRow[] {
  const all = pages.flatMap((page) => page.items)
  const wanted = only === null ? all : all.filter((row) => (only === 'answered' ? row.answered : row.state === only))
  return [...wanted.filter((row) => row.pinned !== null), ...wanted.filter((row) => row.pinned === null)]
}
