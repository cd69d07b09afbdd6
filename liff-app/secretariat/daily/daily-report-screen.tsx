import { useParams } from 'react-router'
import type { DigestContents, DigestSeen } from '../../../server/cases/alerts/digest/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { count, day as dayInWords, moment, yen } from '../../ui/format.ts'
import { Facts, ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block, Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { useDailyReport } from './queries.ts'
import { useDailyWords } from './words.ts'

/** One morning's 日報, as officers were told it. */
export function DailyReportScreen() {
  const words = useDailyWords()
  const language = useLanguage()
  const { day = '' } = useParams()
  const digest = useDailyReport(day)
  return (
    <OfficeScreen title={words.titleOf(dayInWords(day, language))} back={{ to: officePaths.dailyReports, label: words.back }}>
      <Loaded query={digest} rows={6} tall>
        {(found) => (
          <Narrow>
            <Head digest={found} />
            {found.contents ? <Figures contents={found.contents} /> : <Note>{words.noContents}</Note>}
            {found.contents ? <First cases={found.contents.first} /> : null}
            <ButtonLink to={officePaths.casesOf('daily', 'opened')}>{words.toQueue}</ButtonLink>
          </Narrow>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

function Head({ digest: { madeAt, told, contents } }: { digest: DigestSeen }) {
  const words = useDailyWords()
  const language = useLanguage()
  const when = moment(madeAt, language)
  return (
    <>
      <p>{told > 0 ? words.madeAt(when, count(told)) : words.notTold(when)}</p>
      {contents ? <Note>{words.since(moment(contents.since, language))}</Note> : null}
    </>
  )
}

function Figures({ contents: { immediate, daily, closed, factChecks, money } }: { contents: DigestContents }) {
  const words = useDailyWords()
  return (
    <Block title={words.figures}>
      <Facts
        facts={[
          [words.immediate, words.immediateValue(count(immediate.opened), count(immediate.inTime))],
          [words.dailyAlerts, words.dailyValue(count(daily.alerts), count(daily.waiting))],
          [words.older, words.cases(count(daily.older))],
          [words.closed, words.cases(count(closed))],
          [words.factChecks, words.factChecksValue(count(factChecks.asked), count(factChecks.late))],
          [words.stopped, yen(money.stopped)],
          [words.repaid, yen(money.repaid)],
        ]}
      />
    </Block>
  )
}

function First({ cases }: { cases: DigestContents['first'] }) {
  const words = useDailyWords()
  const language = useLanguage()
  return (
    <Block title={words.first}>
      {cases.length === 0 ? (
        <p>{words.noFirst}</p>
      ) : (
        <ListRows label={words.first}>
          {cases.map(({ id, number, rule, amount, acknowledgeBy }) => (
            <ListRow key={id} to={officePaths.case(id)} main={`${number} ${rule[language]}`} below={words.due(moment(acknowledgeBy, language))} right={yen(amount)} />
          ))}
        </ListRows>
      )}
    </Block>
  )
}
