import type { Statistics } from '../../../server/cases/reports/progress/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { count, moment, yen } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useRecordWords } from '../../words/office-record.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { PartBars } from './part-bars.tsx'
import { useStatistics } from './queries.ts'
import styles from './reports.module.css'
import { SaveReport } from './save-report.tsx'
import { useReportWords } from './words.ts'

type Row = Statistics['months'][number]

/** 県への統計: twelve months of figures, nobody's name or code among them. */
export function StatisticsScreen() {
  const { statistics: words, report } = useRecordWords()
  const language = useLanguage()
  const statistics = useStatistics()
  return (
    <OfficeScreen title={words.title} back={{ to: officePaths.reports, label: report.back }}>
      <Loaded query={statistics} rows={6} tall>
        {({ at, months }) => (
          <div className={styles.blocks}>
            <Note>
              {words.lead} {report.at(moment(at, language))}
            </Note>
            <SaveReport path="/api/secretariat/reports/statistics" />
            <Figures months={sinceTheFirst(months)} />
          </div>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

const isEmpty = ({ payments, immediate, daily, monthly, opened, stops, demanded, repaid }: Row): boolean =>
  payments + immediate + daily + monthly + opened + stops === 0 && demanded === '0' && repaid === '0'

/** The newest is first. Before the programme's own first month there is nothing to read; the running month is always there. */
const sinceTheFirst = (months: readonly Row[]): readonly Row[] => months.slice(0, Math.max(1, months.findLastIndex((row) => !isEmpty(row)) + 1))

function Figures({ months }: { months: readonly Row[] }) {
  const { statistics: words } = useRecordWords()
  const named = useReportWords()
  const nameOf = (month: string) => named.month(month.slice(0, 4), String(Number(month.slice(5))))
  const figure = (name: string, pick: (row: Row) => string): Column<Row> => ({ name, cell: pick, number: true })
  const monthColumn: Column<Row> = { name: words.month, cell: ({ month }) => nameOf(month) }
  const onTime = ({ clocks, clocksMet }: Row) => (clocks === 0 ? words.none : words.percent(String(Math.round((clocksMet / clocks) * 1_000) / 10), count(clocksMet), count(clocks)))
  const idOf = ({ month }: Row) => month
  return (
    <>
      <Block title={words.payments}>
        <PartBars
          legend={[words.amount]}
          rows={months.map(({ month, payments, paid }) => ({
            id: month, label: nameOf(month), parts: [BigInt(paid)], says: named.paymentsValue(count(payments), yen(paid)), description: words.monthLabel(nameOf(month), count(payments), yen(paid)),
          }))}
        />
      </Block>
      <Block title={words.alerts}>
        <DataTable
          plain stack label={words.alerts} rows={months} idOf={idOf}
          columns={[
            monthColumn, figure(words.immediate, (row) => count(row.immediate)), figure(words.daily, (row) => count(row.daily)), figure(words.monthly, (row) => count(row.monthly)),
            figure(words.opened, (row) => count(row.opened)), figure(words.confirmed, (row) => count(row.confirmed)), figure(words.cleared, (row) => count(row.cleared)), figure(words.undecided, (row) => count(row.undecided)),
            figure(words.closed, (row) => count(row.closed)), figure(words.clocks, onTime),
          ]}
        />
      </Block>
      <Block title={words.money}>
        <DataTable
          plain stack label={words.money} rows={months} idOf={idOf}
          columns={[
            monthColumn, figure(words.stops, (row) => count(row.stops)), figure(words.stopped, (row) => yen(row.stopped)), figure(words.demanded, (row) => yen(row.demanded)),
            figure(words.repaid, (row) => yen(row.repaid)), figure(words.stopHours, ({ stopHours }) => (stopHours === null ? words.none : words.hours(String(stopHours)))),
          ]}
        />
      </Block>
    </>
  )
}
