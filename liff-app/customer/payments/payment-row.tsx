import { serverNow } from '../../platform/clock.ts'
import { AmountText } from '../../ui/amount-text.tsx'
import { Badge } from '../../ui/badge.tsx'
import { recently, time } from '../../ui/format.ts'
import { ListRow } from '../../ui/list-rows.tsx'
import { useAppWords } from '../../words/app.ts'
import { useCustomerWords } from '../../words/customer.ts'
import { useLanguage } from '../../words/language.ts'
import type { Payment } from '../../../server/payments/contract.ts'

/** One payment in a list. Under a day's heading the time alone is enough. */
export function PaymentRow({ payment, to, underDay = false }: { payment: Payment; to: string; underDay?: boolean }) {
  const words = useCustomerWords().payments
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
          {payment.state !== 'paid' ? <Badge tone="quiet">{words.states[payment.state]}</Badge> : underDay ? <Badge tone="ok">{words.states.paid}</Badge> : null}
        </>
      }
    />
  )
}
