import { useParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { clock, day, dayOf, inFours, moment, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Card, Note, Row } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useCustomerWords } from '../../words/customer.ts'
import { useLanguage } from '../../words/language.ts'
import { useReceiptWords } from '../../words/receipt.ts'
import { useStopWords } from '../../words/stops.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { useReceipt, type Receipt } from './queries.ts'
import type { Line } from './receipt-picture.ts'
import { SaveReceipt } from './save-receipt.tsx'
import { UsesLine } from '../uses-line.tsx'

/** One payment in full. */
export function ReceiptScreen() {
  const { id = '' } = useParams()
  const words = useReceiptWords()
  const { report } = useStopWords()
  const receipt = useReceipt(id)
  return (
    <Screen title={words.title} back={paths.payments} nav={<CustomerNav />}>
      <Loaded query={receipt} tall>
        {(found) => <ReceiptCard receipt={found} />}
      </Loaded>
      <Note>{words.legal}</Note>
      <ButtonLink to={paths.reportNotMine(id)}>{report.notMine}</ButtonLink>
      <ButtonLink to={paths.reportAmount(id)}>{report.wrongAmount}</ButtonLink>
    </Screen>
  )
}

function ReceiptCard({ receipt: { payment, store, returned } }: { receipt: Receipt }) {
  const words = useReceiptWords()
  const { payments } = useCustomerWords()
  const app = useAppWords()
  const language = useLanguage()
  const lines: readonly Line[] = [
    ...returned.map((back): Line => [words.returned[back.kind](moment(back.at, language)), yen(`-${back.amount}`)]),
    ...(payment.state === 'partly_refunded' ? [[words.afterReturn, yen(leftOf(payment.amount, returned))] as const] : []),
    [words.uses, payment.uses.map(({ kind, amount }) => `${app.kinds[kind]} ${yen(amount)}`).join('、')],
    [words.at, `${day(dayOf(payment.paidAt), language)} ${clock(payment.paidAt)}`],
    [words.matchNumber, payment.matchNumber],
    [words.number, inFours(payment.number)],
    [words.mode, words.modes[payment.mode]],
    [words.after, yen(payment.balanceAfter)],
    [words.area, store.area],
    [words.phone, store.phone],
  ]
  // On the screen a number can be called, and sums by kind keep together.
  const shown = new Map([
    [words.phone, <a key="phone" href={`tel:${store.phone.replaceAll('-', '')}`}>{store.phone}</a>],
    [words.uses, <UsesLine key="uses" uses={payment.uses} />],
  ])
  return (
    <>
      <Card>
        <Row spread>
          <h2>{payment.storeName}</h2>
          <Badge tone={payment.state === 'paid' ? 'ok' : 'quiet'}>{payments.states[payment.state]}</Badge>
        </Row>
        <AmountText amount={payment.amount} size="amount" spoken={app.yen} />
        <Facts facts={lines.map(([name, said]) => [name, shown.get(name) ?? said])} />
      </Card>
      <SaveReceipt number={payment.number} receipt={{ title: `${app.product}　${words.title}`, store: payment.storeName, amount: yen(payment.amount), lines: [...lines, [words.state, payments.states[payment.state]]], note: words.legal }} />
    </>
  )
}

const leftOf = (amount: string, returned: Receipt['returned']): bigint => returned.reduce((left, back) => left - BigInt(back.amount), BigInt(amount))
