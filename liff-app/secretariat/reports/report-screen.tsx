import { useParams } from 'react-router'
import type { MonthlyReport, ReportContents } from '../../../server/cases/reports/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Badge } from '../../ui/badge.tsx'
import { count, moment, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import { useReport } from './queries.ts'
import styles from './reports.module.css'
import { SaveReport } from './save-report.tsx'
import { SampleBlock } from './sample-block.tsx'
import { useReportWords } from './words.ts'

/** One month: what happened, how right the rules were, how fast we were, and what we may have missed. */
export function ReportScreen() {
  const words = useReportWords()
  const { month = '' } = useParams()
  const report = useReport(month)
  const name = words.month(month.slice(0, 4), String(Number(month.slice(5))))
  return (
    <OfficeScreen title={words.titleOf(name)} back={{ to: officePaths.reports, label: words.back }}>
      <Loaded query={report} rows={6} tall>
        {(found) => (
          <div className={styles.blocks}>
            <Head month={month} report={found} />
            <Counts contents={found.contents} />
            <Rules contents={found.contents} />
            <Typologies contents={found.contents} />
            <Recall contents={found.contents} />
            <SampleBlock month={month} />
          </div>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

function Head({ month, report }: { month: string; report: MonthlyReport }) {
  const words = useReportWords()
  const language = useLanguage()
  return (
    <div className={styles.head}>
      <p>{report.keptAt ? words.keptAt(moment(report.keptAt, language)) : words.running}</p>
      {report.hash ? <p className={styles.soft}>{words.fingerprint(report.hash.slice(0, 16))}</p> : null}
      <SaveReport path={`/api/secretariat/reports/${month}/report`} />
    </div>
  )
}

type Spread = ReportContents['times']['verdict']

function Counts({ contents: { payments, cases, money, times, wrongStops } }: { contents: ReportContents }) {
  const words = useReportWords()
  const minutes = (spread: Spread) => (spread ? words.minutes(String(spread.median), String(spread.ninth), count(spread.count)) : words.noneYet)
  const hours = (spread: Spread) => (spread ? words.hours(String(spread.median), String(spread.ninth), count(spread.count)) : words.noneYet)
  return (
    <Block title={words.figures}>
      <Facts
        facts={[
          [words.payments, words.paymentsValue(count(payments.count), yen(payments.total))],
          [words.cases, words.casesValue(count(cases.opened), count(cases.confirmed), count(cases.cleared), count(cases.undecided), count(cases.going))],
          [words.atRisk, yen(money.atRisk)],
          [words.confirmed, yen(money.confirmed)],
          [words.demanded, yen(money.demanded)],
          [words.repaid, yen(money.repaid)],
          [words.acknowledge, minutes(times.acknowledge)],
          [words.verdict, hours(times.verdict)],
          [words.wrongStops, words.wrongStopsValue(count(wrongStops.wrong), count(wrongStops.stops))],
          [words.wrongStopsHours, hours(wrongStops.hours)],
        ]}
      />
    </Block>
  )
}

const percent = (share: number): string => (Math.round(share * 1_000) / 10).toString()

function Rules({ contents: { rules } }: { contents: ReportContents }) {
  const words = useReportWords()
  const language = useLanguage()
  type Rule = ReportContents['rules'][number]
  const columns: Column<Rule>[] = [
    { name: words.rule, cell: (rule) => <>{rule.name[language]} {rule.noisy ? <Badge tone="attention">{words.noisy}</Badge> : null}</>, wrap: 'phrases' },
    { name: words.alerts, cell: (rule) => count(rule.alerts), number: true },
    { name: words.judged, cell: (rule) => count(rule.right.of), number: true },
    { name: words.undecided, cell: (rule) => count(rule.undecided), number: true },
    { name: words.right, cell: ({ right }) => (right.share === null ? words.noneYet : words.rightValue(percent(right.share), percent(right.low), percent(right.high))), number: true },
  ]
  return (
    <Block title={words.rules}>
      {rules.length === 0 ? <p className={styles.soft}>{words.noAlerts}</p> : <DataTable plain stack label={words.rules} columns={columns} rows={rules} idOf={({ rule }) => rule} />}
      <Note>{words.interval}</Note>
    </Block>
  )
}

function Typologies({ contents: { typologies } }: { contents: ReportContents }) {
  const words = useReportWords()
  const { urgency } = useOfficeWords()
  const language = useLanguage()
  type Typology = ReportContents['typologies'][number]
  const columns: Column<Typology>[] = [
    { name: words.typology, cell: ({ name }) => name[language], wrap: 'phrases' },
    { name: urgency.immediate, cell: (row) => count(row.immediate), number: true },
    { name: urgency.daily, cell: (row) => count(row.daily), number: true },
    { name: urgency.monthly, cell: (row) => count(row.monthly), number: true },
  ]
  return (
    <Block title={words.typologies}>
      {typologies.length === 0 ? <p className={styles.soft}>{words.noAlerts}</p> : <DataTable plain label={words.typologies} columns={columns} rows={typologies} idOf={({ typology }) => typology} />}
    </Block>
  )
}

function Recall({ contents: { recall } }: { contents: ReportContents }) {
  const words = useReportWords()
  const range = (part: NonNullable<ReportContents['recall']>['byYen']) => (part ? words.range(percent(part.likely), percent(part.low), percent(part.high)) : words.noneYet)
  return (
    <Block title={words.recall}>
      {recall === null ? (
        <p className={styles.soft}>{words.recallNone}</p>
      ) : (
        <>
          <p>{words.recallOf(words.month(recall.sampled.slice(0, 4), String(Number(recall.sampled.slice(5)))), count(recall.looked), count(recall.fraud))}</p>
          <Facts facts={[[words.byYen, range(recall.byYen)], [words.byPayments, range(recall.byPayments)]]} />
          <Note>
            {words.interval} {words.recallUnknown(count(recall.unknown), count(recall.waiting))}
          </Note>
        </>
      )}
    </Block>
  )
}
