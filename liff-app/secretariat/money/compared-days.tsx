import { CalendarCheck } from 'lucide-react'
import { Loaded } from '../../loaded.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count, day, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { More } from '../frame/more.tsx'
import { useComparedDays, type ComparedDay } from './queries.ts'
import { useMoneyWords } from './words.ts'

const tones: Readonly<Record<ComparedDay['state'], Tone>> = { asked: 'info', unreachable: 'attention', equal: 'ok', mended: 'ok', different: 'danger' }

/** Each day of the provider's own list beside ours. */
export function ComparedDays() {
  const words = useMoneyWords()
  const language = useLanguage()
  const list = useComparedDays()
  const names = words.day
  const differences = ({ missing, extra, mismatched }: ComparedDay) => {
    const told = [
      ...(missing.count > 0 ? [words.missing(count(missing.count))] : []), ...(extra.count > 0 ? [words.extra(count(extra.count))] : []),
      ...(mismatched.count > 0 ? [words.mismatched(count(mismatched.count))] : []),
    ]
    return told.length > 0 ? told.join('、') : words.noDifference
  }
  const columns: Column<ComparedDay>[] = [
    { name: names.day, cell: (row) => day(row.day, language) },
    { name: names.state, cell: (row) => <Badge tone={tones[row.state]}>{words.dayStates[row.state]}</Badge> },
    { name: names.theirs, cell: ({ theirs }) => words.countAndSum(count(theirs.count), yen(theirs.sum)), number: true },
    { name: names.ours, cell: ({ ours }) => words.countAndSum(count(ours.count), yen(ours.sum)), number: true },
    { name: names.differences, cell: differences, wrap: 'phrases' },
  ]
  return (
    <>
      <Loaded query={list} rows={6}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          if (rows.length === 0) return <EmptyState icon={<CalendarCheck size={40} />}>{words.noDays}</EmptyState>
          return <DataTable label={words.tabs.days} columns={columns} rows={rows} idOf={(row) => row.id} stack />
        }}
      </Loaded>
      <More pages={list} />
    </>
  )
}
