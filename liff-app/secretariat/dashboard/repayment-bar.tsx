import { useState } from 'react'
import { Link } from 'react-router'
import type { Dashboard } from '../../../server/cases/dashboard/contract.ts'
import { yen } from '../../ui/format.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable } from '../frame/data-table.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import { ChartFoot } from './chart-foot.tsx'
import styles from './dashboard.module.css'

const parts = ['demanded', 'received', 'left', 'overdue'] as const

/** What was demanded, in two parts: received and still owed. Stripes and words say what colours say. */
export function RepaymentBar({ repayment }: { repayment: Dashboard['repayment'] }) {
  const { dashboard: words } = useOfficeWords()
  const [asTable, setAsTable] = useState(false)
  const { demanded, received, left } = repayment
  if (BigInt(demanded) === 0n) {
    return (
      <Block title={words.repayment}>
        <p className={styles.note}>{words.noDemand}</p>
      </Block>
    )
  }
  return (
    <Block title={words.repayment} beside={<Link className={styles.link} to={officePaths.repayments}>{words.demanded(yen(demanded))}</Link>}>
      {asTable ? (
        <DataTable
          plain
          label={words.repayment}
          columns={[
            { name: words.repaymentKind, cell: (part) => words.rows[part] },
            { name: words.repaymentAmount, cell: (part) => yen(repayment[part]), number: true },
          ]}
          rows={parts}
          idOf={(part) => part}
        />
      ) : (
        <Bar repayment={repayment} />
      )}
      <ChartFoot asTable={asTable} onTable={setAsTable} of={words.barLabel(yen(demanded), yen(received), yen(left))} />
    </Block>
  )
}

function Bar({ repayment }: { repayment: Dashboard['repayment'] }) {
  const { dashboard: words } = useOfficeWords()
  const { demanded, received, left, overdue } = repayment
  const share = (Number(received) / Number(demanded)) * 100
  return (
    <>
      <div className={styles.bar} role="img" aria-label={words.barLabel(yen(demanded), yen(received), yen(left))}>
        <span className={styles.barDone} style={{ inlineSize: `${String(Math.min(100, share))}%` }} />
      </div>
      <p className={styles.barWords}>
        <span>
          <span className={styles.key} data-part="done" aria-hidden="true" />
          <Link className={styles.link} to={officePaths.repaymentsOf('repaid')}>
            {words.received(yen(received))}
          </Link>
        </span>
        <span>
          <span className={styles.key} aria-hidden="true" />
          <Link className={styles.link} to={officePaths.repaymentsOf('open')}>
            {words.left(yen(left))}
          </Link>
          {BigInt(overdue) > 0n ? (
            <Link className={styles.lateLink} to={officePaths.repaymentsOf('overdue')}>
              {words.late(yen(overdue))}
            </Link>
          ) : null}
        </span>
      </p>
    </>
  )
}
