import { useState } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { Field } from '../../ui/field.tsx'
import { dayOf } from '../../ui/format.ts'
import { Pick } from '../../ui/pick.tsx'
import { Stack } from '../../ui/stack.tsx'
import { useOwnWords } from '../../words/own.ts'
import type { HistoryFilter } from './queries.ts'

/** A year back. Older payments are reached by going on through the whole list. */
const monthsBack = 12

interface FilterFormProps {
  readonly filter: HistoryFilter
  readonly onChange: (changed: HistoryFilter) => void
}

/** Which payments to show; folded away until somebody looks for one. */
export function FilterForm({ filter, onChange }: FilterFormProps) {
  const words = useOwnWords().history
  const months = lastMonths(dayOf(serverNow()))
  const [wasOpen] = useState(Boolean(filter.month || filter.store))
  return (
    <details open={wasOpen}>
      <summary>{words.filter}</summary>
      <Stack gap={3}>
        <Pick
          label={words.month}
          value={filter.month}
          options={[
            { value: '', label: words.everyMonth },
            ...months.map((value) => {
              const [year = '', month = ''] = value.split('-')
              return { value, label: words.monthOf(year, String(Number(month))) }
            }),
          ]}
          onChange={(month) => onChange({ ...filter, month })}
        />
        <Field label={words.store} kind="search" value={filter.store} onChange={(store) => onChange({ ...filter, store })} maxLength={40} />
      </Stack>
    </details>
  )
}

/** 2026-11, 2026-10, … from the month of this day. */
function lastMonths(today: string): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return Array.from({ length: monthsBack }, (_month, back) => new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7))
}
