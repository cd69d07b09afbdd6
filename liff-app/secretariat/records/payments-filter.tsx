import { useId, useState, type SubmitEvent } from 'react'
import { serverNow } from '../../platform/clock.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { dayOf, daysUntil } from '../../ui/format.ts'
import { Pick } from '../../ui/pick.tsx'
import { Note } from '../../ui/stack.tsx'
import { FilterBlock } from '../frame/filter-block.tsx'
import { useOfficePageWords } from '../page-words.ts'
import type { PaymentsFilter } from '../queries.ts'
import { codeOf } from '../typed-code.ts'
import { useOfficeWords } from '../words.ts'
import styles from './records.module.css'

const periodDays = 31
const dayMs = 86_400_000

interface FilterProps {
  readonly filter: PaymentsFilter
  readonly onApply: (filter: PaymentsFilter) => void
  readonly onClear: (() => void) | null
}

/** What payments are looked for by. A state, a way or an amount needs days: those that nobody gave are the last 31. */
export function PaymentsFilterForm({ filter, onApply, onClear }: FilterProps) {
  const { payments: words } = useOfficeWords()
  const { payments: more } = useOfficePageWords()
  const { paymentState, mode: modes } = useOfficeWords()
  const ids = { number: useId(), to: useId(), amount: useId() }
  const [typed, setTyped] = useState(filter)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<PaymentsFilter>) => setTyped({ ...typed, ...part })
  const asked = completed(typed)
  const wrong = {
    number: asked.number !== '' && !/^[0-9]{12,14}$/.test(asked.number),
    period: (asked.from === '') !== (asked.to === '') || (asked.from !== '' && (asked.to < asked.from || daysUntil(asked.to, Date.parse(asked.from)) >= periodDays)),
    amount: asked.amount !== '' && !/^[1-9][0-9]{0,8}$/.test(asked.amount),
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!wrong.number && !wrong.period && !wrong.amount) return onApply(asked)
    setTried(true)
    document.getElementById(wrong.number ? ids.number : wrong.period ? ids.to : ids.amount)?.focus()
  }
  const any = { value: '' as const, label: more.any }
  return (
    <FilterBlock title={words.filter} inForce={onClear !== null}>
      <form className={styles.filterForm} onSubmit={submit}>
        <div className={styles.filter}>
          <Field label={words.customer} example={words.customerHint} kind="search" value={typed.customerCode} onChange={(customerCode) => change({ customerCode })} maxLength={20} verbatim autoComplete="off" />
          <Field label={words.store} example={words.storeHint} kind="search" value={typed.storeCode} onChange={(storeCode) => change({ storeCode })} maxLength={20} verbatim autoComplete="off" />
          <Field id={ids.number} label={more.number} example={more.numberHint} kind="search" inputMode="numeric" value={typed.number} onChange={(number) => change({ number })} maxLength={20} verbatim autoComplete="off" error={tried && wrong.number ? more.wrongNumber : null} />
          <Field label={more.from} kind="date" value={typed.from} onChange={(from) => change({ from })} />
          <Field id={ids.to} label={more.to} kind="date" value={typed.to} onChange={(to) => change({ to })} error={tried && wrong.period ? more.wrongPeriod : null} />
          <Pick<PaymentsFilter['state']> label={more.state} value={typed.state} options={[any, ...(['paid', 'voided', 'partly_refunded', 'refunded'] as const).map((value) => ({ value, label: paymentState[value] }))]} onChange={(state) => change({ state })} />
          <Pick<PaymentsFilter['mode']> label={more.mode} value={typed.mode} options={[any, ...(['poster', 'number', 'request', 'code'] as const).map((value) => ({ value, label: modes[value] }))]} onChange={(mode) => change({ mode })} />
          <Field id={ids.amount} label={more.amount} inputMode="numeric" value={typed.amount} onChange={(amount) => change({ amount })} maxLength={10} verbatim autoComplete="off" error={tried && wrong.amount ? more.wrongAmount : null} />
        </div>
        <Note>{more.period}</Note>
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

/** As the server wants it: half-width, without spaces, and with days where it needs them. */
function completed(typed: PaymentsFilter): PaymentsFilter {
  const digits = (text: string) => text.normalize('NFKC').replace(/[\s,¥]/g, '')
  const asked = { ...typed, customerCode: codeOf(typed.customerCode), storeCode: codeOf(typed.storeCode), number: digits(typed.number), amount: digits(typed.amount) }
  const needsDays = asked.state !== '' || asked.mode !== '' || asked.amount !== ''
  if (!needsDays || asked.from !== '' || asked.to !== '') return asked
  const now = serverNow()
  return { ...asked, from: dayOf(now - (periodDays - 1) * dayMs), to: dayOf(now) }
}
