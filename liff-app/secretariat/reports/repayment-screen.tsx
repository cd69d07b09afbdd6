import { HandCoins } from 'lucide-react'
import { useState } from 'react'
import type { RepaymentProgress } from '../../../server/cases/reports/progress/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count, moment, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useRecordWords } from '../../words/office-record.ts'
import { Block, Middle } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { PartBars } from './part-bars.tsx'
import { useRepaymentProgress } from './queries.ts'
import styles from './reports.module.css'
import { SaveReport } from './save-report.tsx'
import { useReportWords } from './words.ts'

type Row = RepaymentProgress['months'][number]

/** 返済の進み: what was demanded each month, and what became of it; and how late the rest is. */
export function RepaymentScreen() {
  const { repayment: words, report } = useRecordWords()
  const language = useLanguage()
  const progress = useRepaymentProgress()
  return (
    <OfficeScreen title={words.title} back={{ to: officePaths.reports, label: report.back }}>
      <Loaded query={progress} rows={6} tall>
        {(found) =>
          found.months.length === 0 ? (
            <Middle>
              <EmptyState icon={<HandCoins size={40} />} action={<ButtonLink to={officePaths.cases}>{words.toCases}</ButtonLink>}>{words.empty}</EmptyState>
            </Middle>
          ) : (
            <div className={styles.blocks}>
              <Note>
                {words.lead} {report.at(moment(found.at, language))}
              </Note>
              <SaveReport path="/api/secretariat/reports/repayment" />
              <Totals total={found.total} />
              <Months months={found.months} />
              <Ages ages={found.ages} />
            </div>
          )
        }
      </Loaded>
    </OfficeScreen>
  )
}

function Totals({ total }: { total: RepaymentProgress['total'] }) {
  const { repayment: words } = useRecordWords()
  return (
    <Block title={words.total}>
      <Facts
        facts={[
          [words.demands, count(total.demands)], [words.demanded, yen(total.demanded)], [words.received, yen(total.received)], [words.left, yen(total.left)],
          [words.overdue, yen(total.overdue)], [words.writtenOff, yen(total.writtenOff)], [words.withdrawn, yen(total.withdrawn)],
        ]}
      />
    </Block>
  )
}

function Months({ months }: { months: readonly Row[] }) {
  const { repayment: words, report } = useRecordWords()
  const nameOf = useMonthName()
  const [asTable, setAsTable] = useState(false)
  const columns: Column<Row>[] = [
    { name: words.month, cell: ({ month }) => nameOf(month) },
    { name: words.demands, cell: ({ demands }) => count(demands), number: true },
    { name: words.demanded, cell: ({ demanded }) => yen(demanded), number: true },
    { name: words.received, cell: ({ received }) => yen(received), number: true },
    { name: words.left, cell: ({ left }) => yen(left), number: true },
    { name: words.overdue, cell: ({ overdue }) => yen(overdue), number: true },
    { name: words.writtenOff, cell: ({ writtenOff }) => yen(writtenOff), number: true },
    { name: words.withdrawn, cell: ({ withdrawn }) => yen(withdrawn), number: true },
  ]
  return (
    <Block title={words.byMonth} beside={<Button kind="text" pressed={asTable} onPress={() => setAsTable(!asTable)}>{report.table}</Button>}>
      {asTable ? (
        <DataTable plain stack label={words.byMonth} columns={columns} rows={months} idOf={({ month }) => month} />
      ) : (
        <PartBars
          legend={[words.received, words.onTime, words.late, words.writtenOff]}
          rows={months.slice(0, 12).map((row) => ({
            id: row.month,
            label: nameOf(row.month),
            parts: [BigInt(row.received), BigInt(row.left) - BigInt(row.overdue), BigInt(row.overdue), BigInt(row.writtenOff)],
            says: words.of(yen(row.received), yen(row.demanded)),
            description: words.monthLabel(nameOf(row.month), yen(row.demanded), yen(row.received), yen(row.left), yen(row.overdue), yen(row.writtenOff)),
          }))}
        />
      )}
    </Block>
  )
}

function Ages({ ages }: { ages: RepaymentProgress['ages'] }) {
  const { repayment: words } = useRecordWords()
  return (
    <Block title={words.byAge}>
      <PartBars
        legend={[words.left]}
        rows={ages.map(({ age, demands, left }) => ({
          id: age, label: words.ages[age], parts: [BigInt(left)], says: words.ageValue(count(demands), yen(left)), description: words.ageLabel(words.ages[age], count(demands), yen(left)),
        }))}
      />
    </Block>
  )
}

function useMonthName(): (month: string) => string {
  const words = useReportWords()
  return (month) => words.month(month.slice(0, 4), String(Number(month.slice(5))))
}
