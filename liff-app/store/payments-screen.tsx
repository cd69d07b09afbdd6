import { SearchX } from 'lucide-react'
import { useState } from 'react'
import { Pages } from '../pages.tsx'
import { paths } from '../paths.ts'
import { serverNow } from '../platform/clock.ts'
import { SaveCsv } from '../save-csv.tsx'
import { Screen } from '../screen.tsx'
import { AmountText } from '../ui/amount-text.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { onlyDigits } from '../ui/digits.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { dayOf, inFours, recently } from '../ui/format.ts'
import { ListRow, ListRows } from '../ui/list-rows.tsx'
import { Stack } from '../ui/stack.tsx'
import { useAppWords } from '../words/app.ts'
import { useLanguage } from '../words/language.ts'
import { useStorePaymentWords } from '../words/store-payment.ts'
import { useStoreWords } from '../words/store.ts'
import { useMyStore } from './my-store.tsx'
import { usePaymentPages } from './queries.ts'
import { StoreChoice } from './store-choice.tsx'
import { StoreNav } from './store-nav.tsx'
import type { StorePayment } from '../../server/payments/contract.ts'

const matchLength = 4

/** The store's payments of a day, and the one with a certain 照合番号. */
export function StorePaymentsScreen() {
  const words = useStoreWords().payments
  const { store } = useMyStore()
  const [day, setDay] = useState(() => dayOf(serverNow()))
  const [match, setMatch] = useState('')
  const pages = usePaymentPages(store.id, { day, match: match.length === matchLength ? match : '' })
  const clear = () => {
    setDay('')
    setMatch('')
  }
  return (
    <Screen title={words.title} nav={<StoreNav />}>
      <StoreChoice />
      <Stack gap={3}>
        <Field label={words.day} kind="date" value={day} onChange={setDay} />
        <Field
          label={words.match}
          example={words.matchExample}
          value={match}
          onChange={(typed) => setMatch(onlyDigits(typed).slice(0, matchLength))}
          inputMode="numeric"
          autoComplete="off"
        />
      </Stack>
      <SaveCsv path="/api/store/payments.csv" also={{ storeId: store.id }} daysMax={31} day={day || dayOf(serverNow())} />
      <Pages query={pages} empty={<EmptyState icon={<SearchX size={48} />} action={<Button onPress={clear}>{words.clear}</Button>}>{words.empty}</EmptyState>}>
        {(payments) => (
          <ListRows label={words.title}>
            {payments.map((payment) => (
              <PaymentRow key={payment.id} payment={payment} />
            ))}
          </ListRows>
        )}
      </Pages>
    </Screen>
  )
}

function PaymentRow({ payment }: { payment: StorePayment }) {
  const words = useStoreWords()
  const { states } = useStorePaymentWords()
  const { yen } = useAppWords()
  const language = useLanguage()
  const voided = payment.state === 'voided'
  return (
    <ListRow
      to={paths.storePayment(payment.id)}
      main={
        <>
          {words.feed.matchNumber} <strong>{payment.matchNumber}</strong>
        </>
      }
      below={
        <>
          {recently(payment.paidAt, serverNow(), language)} · {words.feed.modes[payment.mode]}
          <br />
          {words.payments.number(inFours(payment.number))}
        </>
      }
      right={
        <>
          <AmountText amount={voided ? `-${payment.amount}` : payment.amount} spoken={yen} />
          <Badge tone={payment.state === 'paid' ? 'ok' : 'quiet'}>{states[payment.state]}</Badge>
        </>
      }
    />
  )
}
