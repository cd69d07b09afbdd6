import { count, yen } from './format.ts'
import styles from './amount-text.module.css'

interface AmountProps {
  /** Whole yen as decimal text. */
  readonly amount: string
  readonly size?: 'amount' | 'display' | 'body'
  /** Reads the amount aloud, e.g. 1,280円. */
  readonly spoken: (digits: string) => string
}

/** Money. The large sizes shrink rather than break: ¥1,234,567 fits a 320 px screen at the largest letters. */
export function AmountText({ amount, size = 'body', spoken }: AmountProps) {
  const written = yen(amount)
  return (
    <span className={styles.box} data-size={size}>
      <span className={styles.amount} data-size={size} style={{ '--letters': written.length }} aria-hidden="true">
        {written}
      </span>
      <span className="visually-hidden">{`${amount.startsWith('-') ? '−' : ''}${spoken(count(amount.replace('-', '')))}`}</span>
    </span>
  )
}
