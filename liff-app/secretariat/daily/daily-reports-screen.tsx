import { Loaded } from '../../loaded.tsx'
import { count, day as dayInWords } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { useDailyReports } from './queries.ts'
import { useDailyWords } from './words.ts'

/** 日報: one a business day, the newest first. */
export function DailyReportsScreen() {
  const words = useDailyWords()
  const language = useLanguage()
  const digests = useDailyReports()
  return (
    <OfficeScreen title={words.title} back={{ to: officePaths.reports, label: words.toReports }}>
      <Narrow>
        <Note>{words.lead}</Note>
        <Loaded query={digests} rows={4}>
          {({ items }) =>
            items.length === 0 ? (
              <p>{words.empty}</p>
            ) : (
              <ListRows label={words.title}>
                {items.map(({ day, alerts, waiting }) => (
                  <ListRow key={day} to={officePaths.dailyReport(day)} main={dayInWords(day, language)} below={words.row(count(alerts), count(waiting))} />
                ))}
              </ListRows>
            )
          }
        </Loaded>
      </Narrow>
    </OfficeScreen>
  )
}
