import { ReceiptText } from 'lucide-react'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { day, dayOf } from '../../ui/format.ts'
import { ListRows } from '../../ui/list-rows.tsx'
import { Stack } from '../../ui/stack.tsx'
import { useCustomerWords } from '../../words/customer.ts'
import { useLanguage } from '../../words/language.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { Pages } from '../../pages.tsx'
import { usePaymentPages } from '../queries.ts'
import { PaymentRow } from './payment-row.tsx'
import type { Payment } from '../../../server/payments/contract.ts'

/** Every payment, newest first, by day. */
export function PaymentsScreen() {
  const words = useCustomerWords()
  const pages = usePaymentPages()
  return (
    <Screen title={words.payments.title} nav={<CustomerNav />}>
      <Pages
        query={pages}
        empty={
          <EmptyState icon={<ReceiptText size={48} />} action={<ButtonLink to={paths.pay}>{words.nav.pay}</ButtonLink>}>
            {words.payments.empty}
          </EmptyState>
        }
      >
        {(payments) => <ByDay payments={payments} />}
      </Pages>
    </Screen>
  )
}

function ByDay({ payments }: { payments: readonly Payment[] }) {
  const language = useLanguage()
  const days = Map.groupBy(payments, (payment) => dayOf(payment.paidAt))
  return [...days].map(([written, ofDay]) => (
    <Stack key={written} gap={2}>
      <h2>{day(written, language)}</h2>
      <ListRows>
        {ofDay.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} to={paths.receipt(payment.id)} underDay />
        ))}
      </ListRows>
    </Stack>
  ))
}
