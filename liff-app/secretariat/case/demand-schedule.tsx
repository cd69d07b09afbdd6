import type { CaseFile } from '../../../server/cases/contract.ts'
import { count, day, moment, shortDay, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { PartBadge } from '../repayments/stands-badge.tsx'
import { useOfficeRepaymentWords } from '../repayments/words.ts'
import repayments from '../repayments/repayments.module.css'
import styles from './case.module.css'

type Demand = CaseFile['demands'][number]

/** A demand over time: what the customer asked for, the parts agreed on, and what was reminded of. */
export function DemandSchedule({ demand: { plan, asked, reminders } }: { demand: Demand }) {
  const words = useOfficeRepaymentWords()
  const language = useLanguage()
  return (
    <>
      {asked ? <p>{words.askedBy(count(asked.times), day(asked.firstOn, language))}</p> : null}
      {plan ? (
        <>
          <h4>{words.plan(count(plan.times))}</h4>
          <ul className={repayments.due}>
            {plan.instalments.map(({ no, dueOn, amount, paid, state }) => (
              <li key={no}>
                <span>{shortDay(dueOn, language)}</span>
                <PartBadge state={state} />
                {paid === '0' || state === 'paid' ? null : <span className={styles.soft}>{words.partPaid(yen(paid))}</span>}
                <span className={repayments.amount}>{yen(amount)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h4>{words.reminders}</h4>
      {reminders.length === 0 ? <p className={styles.soft}>{words.noReminders}</p> : null}
      {reminders.map(({ step, dueOn, at }) => (
        <p key={`${step} ${dueOn}`} className={styles.soft}>
          {words.steps[step]}（{shortDay(dueOn, language)}）{moment(at, language)}
        </p>
      ))}
    </>
  )
}
