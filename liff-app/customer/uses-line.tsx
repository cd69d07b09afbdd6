import { yen } from '../ui/format.ts'
import { useAppWords } from '../words/app.ts'
import styles from './uses-line.module.css'
import type { Payment } from '../../server/payments/contract.ts'

/** 「小さなお店専用 ¥500 全店共通 ¥780」: an amount by kinds of voucher; a kind and its sum stay on one line. */
export function UsesLine({ uses }: { uses: Payment['uses'] }) {
  const { kinds } = useAppWords()
  return (
    <span className={styles.uses}>
      {uses.map(({ kind, amount }) => (
        <span key={kind}>
          {kinds[kind]} {yen(amount)}
        </span>
      ))}
    </span>
  )
}
