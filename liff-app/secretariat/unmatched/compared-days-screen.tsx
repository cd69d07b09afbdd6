import { CalendarCheck } from 'lucide-react'
import type { ReconciliationList } from '../../../server/payments/money-in/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count, day, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Narrow } from '../frame/columns.tsx'
import { More } from '../frame/more.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { useComparedDays } from './queries.ts'
import { useUnmatchedWords } from './words.ts'

type Compared = ReconciliationList['items'][number]

/** 日次照合: each day of the provider's own list beside ours. */
export function ComparedDaysScreen() {
  const { days: words } = useUnmatchedWords()
  const compared = useComparedDays()
  return (
    <OfficeScreen title={words.title}>
      <Narrow>
        <Note>{words.intro}</Note>
        <Loaded query={compared} rows={6}>
          {({ pages }) => {
            const found = pages.flatMap((page) => page.items)
            if (found.length === 0) return <EmptyState icon={<CalendarCheck size={40} />}>{words.empty}</EmptyState>
            return (
              <ListRows label={words.title}>
                {found.map((one) => (
                  <DayRow key={one.id} compared={one} />
                ))}
              </ListRows>
            )
          }}
        </Loaded>
        <More pages={compared} />
      </Narrow>
    </OfficeScreen>
  )
}

const tones: Readonly<Record<Compared['state'], Tone>> = { asked: 'info', unreachable: 'attention', equal: 'ok', mended: 'ok', different: 'danger' }

function DayRow({ compared }: { compared: Compared }) {
  const { days: words } = useUnmatchedWords()
  const language = useLanguage()
  const { theirs, ours, missing, extra, mismatched } = compared
  const lines = [
    words.theirs(count(theirs.count), yen(theirs.sum)),
    words.ours(count(ours.count), yen(ours.sum)),
    ...(missing.count > 0 ? [words.missing(count(missing.count), missing.refs.join(' '))] : []),
    ...(extra.count > 0 ? [words.extra(count(extra.count), extra.refs.join(' '))] : []),
    ...(mismatched.count > 0 ? [words.mismatched(count(mismatched.count), mismatched.refs.join(' '))] : []),
    ...(compared.lastError === null ? [] : [words.error(count(compared.tries), compared.lastError)]),
  ]
  return (
    <ListRow
      main={day(compared.day, language)}
      below={lines.map((line) => (
        <span key={line}>
          {line}
          <br />
        </span>
      ))}
      right={<Badge tone={tones[compared.state]}>{words.states[compared.state]}</Badge>}
    />
  )
}
