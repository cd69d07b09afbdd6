import { CalendarCheck } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { RepaymentCalendar } from '../../../server/cases/demands/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { serverNow } from '../../platform/clock.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count, day, dayOf, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { Block, Middle } from '../frame/columns.tsx'
import { officePaths } from '../office-paths.ts'
import { useCalendar } from './queries.ts'
import styles from './repayments.module.css'
import { PartBadge } from './stands-badge.tsx'
import { useOfficeRepaymentWords } from './words.ts'

type Item = RepaymentCalendar['items'][number]

/** What is due in a month, day by day: the same on a phone and on a PC, and read aloud in order. */
export function Calendar() {
  const words = useOfficeRepaymentWords()
  const [month, setMonth] = useState(() => dayOf(serverNow()).slice(0, 7))
  const calendar = useCalendar(month)
  const [year = '', number = ''] = month.split('-')
  return (
    <>
      <div className={styles.months}>
        <Button onPress={() => setMonth(shifted(month, -1))}>{words.before}</Button>
        <h2 aria-live="polite">{words.month(year, String(Number(number)))}</h2>
        <Button onPress={() => setMonth(shifted(month, 1))}>{words.after}</Button>
      </div>
      <Loaded query={calendar} rows={4} tall>
        {({ items }) => (items.length === 0 ? <Nothing /> : <Days items={items} />)}
      </Loaded>
    </>
  )
}

function Nothing() {
  const words = useOfficeRepaymentWords()
  return (
    <Middle>
      <EmptyState icon={<CalendarCheck size={40} />}>{words.nothingDue}</EmptyState>
    </Middle>
  )
}

function Days({ items }: { items: readonly Item[] }) {
  const words = useOfficeRepaymentWords()
  const language = useLanguage()
  const days = [...new Set(items.map(({ dueOn }) => dueOn))]
  return days.map((dueOn) => {
    const due = items.filter((item) => item.dueOn === dueOn)
    const left = due.reduce((sum, item) => sum + BigInt(item.left), 0n)
    return (
      <Block key={dueOn} title={day(dueOn, language)} beside={<span>{words.dueThatDay(count(due.length), yen(left))}</span>}>
        <ul className={styles.due}>
          {due.map((item) => (
            <li key={`${item.demandId} ${item.no ?? 0}`}>
              <Link className={styles.link} to={officePaths.case(item.caseId)}>
                {item.number}
              </Link>
              <span>{item.no === null || item.of === null ? words.whole : words.nth(count(item.no), count(item.of))}</span>
              <PartBadge state={item.state} />
              <span className={styles.amount}>{yen(item.left)}</span>
            </li>
          ))}
        </ul>
      </Block>
    )
  })
}

/** A month written 2026-12, some months later or earlier. */
function shifted(month: string, by: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
