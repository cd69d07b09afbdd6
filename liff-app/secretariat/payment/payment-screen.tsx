import { useParams } from 'react-router'
import type { OfficePaymentSeen } from '../../../server/payments/refunds/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Badge } from '../../ui/badge.tsx'
import { inFours, moment, yen } from '../../ui/format.ts'
import { Facts, ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block, Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import { usePayment } from './queries.ts'
import { RefundBlock } from './refund-block.tsx'

/** One payment, what went back of it, and the proposal that more does. */
export function PaymentScreen() {
  const { payment: words } = useOfficeWords()
  const { id = '' } = useParams()
  const payment = usePayment(id)
  return (
    <OfficeScreen title={payment.data ? words.one(inFours(payment.data.payment.number)) : words.title} back={{ to: officePaths.payments, label: words.back }}>
      <Loaded query={payment} rows={4} tall>
        {(found) => (
          <Narrow key={found.payment.id}>
            <What seen={found} />
            <Returned seen={found} />
            <RefundBlock seen={found} />
          </Narrow>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

function What({ seen: { payment } }: { seen: OfficePaymentSeen }) {
  const words = useOfficeWords()
  const { facts } = words.payment
  const language = useLanguage()
  return (
    <Block title={yen(payment.amount)} beside={<Badge tone={payment.state === 'paid' ? 'ok' : 'quiet'}>{words.paymentState[payment.state]}</Badge>}>
      <Facts
        facts={[
          [facts.customer, payment.customerCode],
          [facts.store, `${payment.storeCode} ${payment.storeName}`],
          [facts.at, moment(payment.paidAt, language)],
          [facts.mode, words.mode[payment.mode]],
          [facts.number, inFours(payment.number)],
          [facts.match, payment.matchNumber],
          ...(payment.caseNumber === null ? [] : [[facts.case, payment.caseNumber] as const]),
          ...(payment.refunded === '0' ? [] : [[facts.back, yen(`-${payment.refunded}`)] as const]),
        ]}
      />
    </Block>
  )
}

function Returned({ seen: { returned } }: { seen: OfficePaymentSeen }) {
  const { payment: words, list } = useOfficeWords()
  const language = useLanguage()
  return (
    <Block title={words.returned}>
      {returned.length === 0 ? (
        <Note>{words.nothingReturned}</Note>
      ) : (
        <ListRows label={words.returned}>
          {returned.map((back) => (
            <ListRow
              key={back.at}
              main={list.aside(words.kind[back.kind], moment(back.at, language))}
              below={[words.why(back.reason), ...(back.by.length > 0 ? [words.by(back.by.join(list.separator))] : [])].join(list.separator)}
              right={<b>{yen(`-${back.amount}`)}</b>}
            />
          ))}
        </ListRows>
      )}
    </Block>
  )
}
