import { CircleCheck } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count, dayOf, shortDay, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { Block, Middle } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { More } from '../frame/more.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { Tabs } from '../frame/tabs.tsx'
import { officePaths } from '../office-paths.ts'
import { Calendar } from './calendar.tsx'
import { useRepayments, type RepaymentRow, type View } from './queries.ts'
import styles from './repayments.module.css'
import { StandsBadge } from './stands-badge.tsx'
import { useOfficeRepaymentWords } from './words.ts'

const views = ['open', 'overdue', 'plans', 'asked', 'repaid', 'calendar'] as const

/** 返済: every demand by the day on which it is due, what is overdue, and the calendar of what comes. */
export function RepaymentsScreen() {
  const words = useOfficeRepaymentWords()
  const [asked] = useSearchParams()
  const view = views.find((one) => one === asked.get('view')) ?? 'open'
  return (
    <OfficeScreen title={words.title}>
      <Tabs label={words.tabs.label} tabs={views.map((one) => ({ to: officePaths.repaymentsOf(one), label: words.tabs[one], here: one === view }))} />
      {view === 'calendar' ? <Calendar /> : <Demands key={view} view={view} />}
    </OfficeScreen>
  )
}

function Demands({ view }: { view: View }) {
  const words = useOfficeRepaymentWords()
  const list = useRepayments(view)
  return (
    <>
      <Loaded query={list} rows={6} tall>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          const totals = pages[0]?.totals
          return (
            <>
              {totals ? (
                <Block
                  title={words.totals.label}
                  beside={
                    <Link className={styles.link} to={officePaths.money}>
                      {words.unmatched}
                    </Link>
                  }
                >
                  <dl className={styles.totals}>
                    {(['demanded', 'repaid', 'left', 'overdue'] as const).map((name) => (
                      <div key={name}>
                        <dt>{words.totals[name]}</dt>
                        <dd>{yen(totals[name])}</dd>
                      </div>
                    ))}
                  </dl>
                </Block>
              ) : null}
              {rows.length === 0 ? (
                <Middle>
                  <EmptyState icon={<CircleCheck size={40} />} action={<ButtonLink to={officePaths.cases}>{words.toCases}</ButtonLink>}>
                    {words.empty[view]}
                  </EmptyState>
                </Middle>
              ) : (
                <Table rows={rows} />
              )}
            </>
          )
        }}
      </Loaded>
      <More pages={list} />
    </>
  )
}

function Table({ rows }: { rows: readonly RepaymentRow[] }) {
  const words = useOfficeRepaymentWords()
  const language = useLanguage()
  const { columns: names } = words
  const columns: Column<RepaymentRow>[] = [
    { name: names.dueOn, cell: ({ dueOn }) => shortDay(dueOn, language) },
    {
      name: names.number,
      cell: ({ caseId, number }) => (
        <Link className={styles.link} to={officePaths.case(caseId)}>
          {number}
        </Link>
      ),
    },
    { name: names.stands, cell: ({ stands }) => <StandsBadge stands={stands} /> },
    { name: names.left, cell: ({ left }) => yen(left), number: true },
    { name: names.principal, cell: ({ principal }) => yen(principal), number: true },
    { name: names.parts, cell: (row) => parts(row, words), wrap: 'words' },
    { name: names.reminded, cell: ({ remindedAt }) => (remindedAt === null ? words.notReminded : shortDay(dayOf(remindedAt), language)) },
    { name: names.case, cell: ({ caseNumber, customerCode }) => `${caseNumber} ${customerCode}`, wrap: 'words' },
  ]
  return <DataTable label={words.title} columns={columns} rows={rows} idOf={({ id }) => id} stack />
}

function parts({ parts: of, paidParts, asked }: RepaymentRow, words: ReturnType<typeof useOfficeRepaymentWords>): string {
  if (asked) return words.asked
  return of === null || paidParts === null ? '—' : words.parts(count(paidParts), count(of))
}
