import type { DemandForCustomer } from '../../../server/cases/contract.ts'
import type { Preview } from '../../../server/cases/demands/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { count, day, yen } from '../../ui/format.ts'
import { Card, Note } from '../../ui/stack.tsx'
import { useInstalmentWords } from '../../words/instalments.ts'
import { useLanguage } from '../../words/language.ts'
import styles from './plan-table.module.css'

type Plan = NonNullable<DemandForCustomer['plan']>
const tones: Readonly<Record<Plan['instalments'][number]['state'], Tone>> = { paid: 'ok', partly: 'info', due: 'quiet', overdue: 'danger' }

/** 分割のお支払い: each part with its day, and whether it is paid. */
export function PlanCard({ plan }: { plan: Plan }) {
  const words = useInstalmentWords()
  const language = useLanguage()
  return (
    <Card label={words.planTitle}>
      <h2>{words.planTitle}</h2>
      <ul className={styles.rows}>
        {plan.instalments.map(({ no, dueOn, amount, paid, state }) => (
          <li key={no} className={styles.row}>
            <span>{words.nth(count(no))}</span>
            <span className={styles.amount}>{yen(amount)}</span>
            <span>{day(dueOn, language)}</span>
            <span>
              <Badge tone={tones[state]}>{words.states[state]}</Badge>
              {paid !== '0' && state !== 'paid' ? <Note>{words.partPaid(yen(paid))}</Note> : null}
            </span>
          </li>
        ))}
      </ul>
      <Note>{words.planNote}</Note>
    </Card>
  )
}

/** What the parts would be, before anything is asked. */
export function PreviewRows({ preview }: { preview: Preview }) {
  const words = useInstalmentWords()
  const language = useLanguage()
  return (
    <ul className={styles.rows} aria-label={words.preview}>
      {preview.instalments.map(({ no, dueOn, amount }) => (
        <li key={no} className={styles.row}>
          <span>
            {words.nth(count(no))} {day(dueOn, language)}
          </span>
          <span className={styles.amount}>{yen(amount)}</span>
        </li>
      ))}
    </ul>
  )
}
