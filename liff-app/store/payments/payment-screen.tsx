import { useParams } from 'react-router'
import type { StorePaymentSeen } from '../../../server/payments/refunds/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Badge } from '../../ui/badge.tsx'
import { clock, day, dayOf, inFours, moment, yen } from '../../ui/format.ts'
import { Facts, ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Card, Note, Row, Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useLanguage } from '../../words/language.ts'
import { useStorePaymentWords } from '../../words/store-payment.ts'
import { StoreNav } from '../store-nav.tsx'
import { usePayment } from './queries.ts'
import { VoidPart } from './void-part.tsx'

/** One payment at the till, and undoing it. Never who paid. */
export function StorePaymentScreen() {
  const { id = '' } = useParams()
  const words = useStorePaymentWords()
  const payment = usePayment(id)
  return (
    <Screen title={words.title} back={paths.storePayments} nav={<StoreNav />}>
      <Loaded query={payment} tall>
        {(seen) => (
          <>
            <What seen={seen} />
            <Returned seen={seen} />
            <VoidPart seen={seen} />
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function What({ seen: { payment, staffName } }: { seen: StorePaymentSeen }) {
  const words = useStorePaymentWords()
  const app = useAppWords()
  const language = useLanguage()
  return (
    <Card label={words.title}>
      <Row spread>
        <AmountText amount={payment.amount} size="display" spoken={app.yen} />
        <Badge tone={payment.state === 'paid' ? 'ok' : 'quiet'}>{words.states[payment.state]}</Badge>
      </Row>
      <Facts
        facts={[
          [words.facts.at, `${day(dayOf(payment.paidAt), language)} ${clock(payment.paidAt)}`],
          [words.facts.match, payment.matchNumber],
          [words.facts.number, inFours(payment.number)],
          [words.facts.mode, words.modes[payment.mode]],
          ...(staffName === null ? [] : [[words.facts.staff, staffName] as const]),
        ]}
      />
    </Card>
  )
}

function Returned({ seen: { returned } }: { seen: StorePaymentSeen }) {
  const words = useStorePaymentWords()
  const language = useLanguage()
  if (returned.length === 0) return null
  return (
    <Stack gap={2}>
      <h2>{words.returned}</h2>
      <ListRows label={words.returned}>
        {returned.map((back) => (
          <ListRow
            key={back.at}
            main={words.kinds[back.kind]}
            below={
              <>
                {moment(back.at, language)}
                <br />
                {[...(back.reason ? [words.reasons[back.reason]] : []), ...(back.by ? [words.by(back.by)] : [])].join(' · ')}
              </>
            }
            right={<strong>{yen(`-${back.amount}`)}</strong>}
          />
        ))}
      </ListRows>
      {returned.some(({ kind }) => kind === 'refund') ? <Note>{words.refundNote}</Note> : null}
    </Stack>
  )
}
