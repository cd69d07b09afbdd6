import { Loaded } from '../../loaded.tsx'
import { moment } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useRecordWords } from '../../words/office-record.ts'
import { Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { useReports } from './queries.ts'
import { useReportWords } from './words.ts'

/** 報告: of days, of repayment, for the prefecture, and every month there is, the running one at the top. */
export function ReportsScreen() {
  const words = useReportWords()
  const record = useRecordWords()
  const language = useLanguage()
  const reports = useReports()
  return (
    <OfficeScreen title={words.title}>
      <Narrow>
        <ListRows label={record.report.more}>
          <ListRow to={officePaths.dailyReports} main={words.daily} below={words.dailyLead} />
          <ListRow to={officePaths.repaymentReport} main={record.repayment.title} below={record.repayment.lead} />
          <ListRow to={officePaths.statistics} main={record.statistics.title} />
        </ListRows>
        <h2>{words.monthly}</h2>
        <Note>{words.lead}</Note>
        <Loaded query={reports} rows={4}>
          {({ items }) => (
            <ListRows label={words.monthly}>
              {items.map(({ month, keptAt }) => (
                <ListRow key={month} to={officePaths.report(month)} main={words.month(month.slice(0, 4), String(Number(month.slice(5))))} below={keptAt ? words.keptAt(moment(keptAt, language)) : words.running} />
              ))}
            </ListRows>
          )}
        </Loaded>
      </Narrow>
    </OfficeScreen>
  )
}
