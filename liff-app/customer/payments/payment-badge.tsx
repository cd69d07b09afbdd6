import { Badge } from '../../ui/badge.tsx'
import { useCustomerWords } from '../../words/customer.ts'
import type { Payment } from '../../../server/payments/contract.ts'

/** What became of a payment. */
export function PaymentBadge({ state }: { state: Payment['state'] }) {
  const words = useCustomerWords().payments
  const labels = { paid: words.paid, voided: words.voided, refunded: words.refunded, partly_refunded: words.partlyRefunded }
  return <Badge tone={state === 'paid' ? 'ok' : 'quiet'}>{labels[state]}</Badge>
}
