import { useParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { clock, day, dayOf, inFours, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Card, Note, Row } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useCustomerWords } from '../../words/customer.ts'
import { useLanguage } from '../../words/language.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { useReceipt, type Receipt } from '../queries.ts'
import { UsesLine } from '../uses-line.tsx'
import { PaymentBadge } from './payment-badge.tsx'

/** One payment in full. */
export function ReceiptScreen() {
  const { id = '' } = useParams()
  const words = useCustomerWords().receipt
  const receipt = useReceipt(id)
  return (
    <Screen title={words.title} back={paths.payments} nav={<CustomerNav />}>
      <Loaded query={receipt} tall>
        {(found) => <ReceiptCard receipt={found} />}
      </Loaded>
      <Note>{words.legal}</Note>
      <ButtonLink to={paths.help}>{words.wrong}</ButtonLink>
    </Screen>
  )
}

function ReceiptCard({ receipt: { payment, store } }: { receipt: Receipt }) {
  const words = useCustomerWords().receipt
  const app = useAppWords()
  const language = useLanguage()
  const voided = payment.state === 'voided'
  return (
    <Card>
      <Row spread>
        <h2>{payment.storeName}</h2>
        <PaymentBadge state={payment.state} />
      </Row>
      <AmountText amount={payment.amount} size="amount" spoken={app.yen} />
      <Facts
        facts={[
          ...(voided ? [[app.voided, yen(`-${payment.amount}`)] as const] : []),
          [words.uses, <UsesLine key="uses" uses={payment.uses} />],
          [words.at, `${day(dayOf(payment.paidAt), language)} ${clock(payment.paidAt)}`],
          [words.matchNumber, payment.matchNumber],
          [words.number, inFours(payment.number)],
          [words.mode, words.modes[payment.mode]],
          [words.after, yen(payment.balanceAfter)],
          [words.area, store.area],
          [words.phone, <a key="phone" href={`tel:${store.phone.replaceAll('-', '')}`}>{store.phone}</a>],
        ]}
      />
    </Card>
  )
}
