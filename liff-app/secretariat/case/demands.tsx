import type { CaseFile } from '../../../server/cases/contract.ts'
import { day, moment, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { StandsBadge } from '../repayments/stands-badge.tsx'
import { useOfficeRepaymentWords } from '../repayments/words.ts'
import { useOfficeWords } from '../words.ts'
import { DemandSchedule } from './demand-schedule.tsx'
import { MoneyBack } from './money-back.tsx'
import styles from './case.module.css'

type Demand = CaseFile['demands'][number]

/** 返済: each demand with what came in. */
export function Demands({ demands }: { demands: readonly Demand[] }) {
  const { case: words } = useOfficeWords()
  const repayments = useOfficeRepaymentWords()
  const language = useLanguage()
  return (
    <Block title={words.repayment}>
      {demands.length === 0 ? <p className={styles.soft}>{words.noDemand}</p> : null}
      {demands.map((demand) => (
        <article key={demand.id} className={styles.check}>
          <h3 className={styles.rule}>
            {demand.number}
            <StandsBadge stands={demand.stands} />
          </h3>
          <ProgressBar done={Number(demand.repaid)} whole={Number(demand.principal)} words={words.demandBar(yen(demand.principal), yen(demand.repaid))} />
          <Facts
            facts={[
              [words.demandLeft, yen(demand.left)],
              [words.due, day(demand.dueOn, language)],
              ...(demand.issuedDueOn === demand.dueOn ? [] : [[repayments.issuedDue, day(demand.issuedDueOn, language)] as const]),
            ]}
          />
          <p className={styles.soft}>{demand.openedAt ? words.demandOpened(moment(demand.openedAt, language)) : words.demandNotOpened}</p>
          <MoneyBack back={demand.back} />
          <DemandSchedule demand={demand} />
        </article>
      ))}
    </Block>
  )
}
