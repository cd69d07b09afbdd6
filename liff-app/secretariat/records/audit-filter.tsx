import { useState, type SubmitEvent } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Pick } from '../../ui/pick.tsx'
import { FilterBlock } from '../frame/filter-block.tsx'
import { useOfficers } from '../staff/queries.ts'
import styles from './records.module.css'
import { useAuditWords } from './words.ts'

const kinds = ['officer', 'staff', 'customer', 'rule', 'programme', 'visitor'] as const

/** Empty where nothing is asked for. `who` is a kind of actor, or one officer's id. */
export interface AuditFilter {
  readonly from: string
  readonly to: string
  readonly who: string
  readonly action: string
  readonly object: string
}

export const isKind = (who: string): boolean => kinds.some((kind) => kind === who)

interface AuditFilterFormProps {
  readonly filter: AuditFilter
  readonly onApply: (filter: AuditFilter) => void
  readonly onClear: (() => void) | null
}

export function AuditFilterForm({ filter, onApply, onClear }: AuditFilterFormProps) {
  const words = useAuditWords()
  const officers = useOfficers()
  const [typed, setTyped] = useState(filter)
  const change = (part: Partial<AuditFilter>) => setTyped({ ...typed, ...part })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onApply({ ...typed, object: typed.object.trim() })
  }
  const people = (officers.data?.items ?? []).map(({ id, name, number }) => ({ value: id, label: `${name} ${number}` }))
  return (
    <FilterBlock title={words.filter} inForce={onClear !== null}>
      <form className={styles.filterForm} onSubmit={submit}>
        <div className={styles.filter}>
          <Field label={words.from} kind="date" value={typed.from} onChange={(from) => change({ from })} />
          <Field label={words.to} kind="date" value={typed.to} onChange={(to) => change({ to })} />
          <Pick label={words.who} value={typed.who} options={[{ value: '', label: words.anybody }, ...kinds.map((value) => ({ value, label: words.actors[value] })), ...people]} onChange={(who) => change({ who })} />
          <Pick label={words.what} value={typed.action} options={[{ value: '', label: words.anything }, ...Object.entries(words.actions).map(([value, label]) => ({ value, label }))]} onChange={(action) => change({ action })} />
          <Field label={words.object} example={words.objectHint} kind="search" value={typed.object} onChange={(object) => change({ object })} maxLength={40} verbatim autoComplete="off" />
        </div>
        <div className={styles.filterButtons}>
          <Button kind="primary" submit>
            {words.apply}
          </Button>
          {onClear ? <Button onPress={onClear}>{words.clear}</Button> : null}
        </div>
      </form>
    </FilterBlock>
  )
}
