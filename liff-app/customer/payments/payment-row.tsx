import { serverNow } from '../../platform/clock.ts'
import { AmountText } from '../../ui/amount-text.tsx'
import { recently, time } from '../../ui/format.ts'
import { ListRow } from '../../ui/list-rows.tsx'
import { useAppWords } from '../../words/app.ts'
import { useLanguage } from '../../words/language.ts'
import { PaymentBadge } from './payment-badge.tsx'
import type { Payment } from '../../../server/payments/contract.ts'

/** One payment in a list. Under a day's heading the time alone is enough. */
export function PaymentRow({ payment, to, underDay = false }: { payment: Payment; to: string; underDay?: boolean }) {
  const { yen } = useAppWords()
  const language = useLanguage()
  return (
    <ListRow
      to={to}
      main={payment.storeName}
      below={underDay ? time(payment.paidAt) : recently(payment.paidAt, serverNow(), language)}
      right={
        <>
          <AmountText amount={payment.amount} spoken={yen} />
          {payment.state !== 'paid' || underDay ? <PaymentBadge state={payment.state} /> : null}
        </>
      }
    />
  )
}
