import { useParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { Screen } from '../../screen.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Button } from '../../ui/button.tsx'
import { count, day, daysUntil, moment, yen } from '../../ui/format.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Card, Note, Row } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useInstalmentWords } from '../../words/instalments.ts'
import { useRepaymentWords } from '../../words/repayments.ts'
import { useLanguage } from '../../words/language.ts'
import { PhoneButton } from '../phone-button.tsx'
import { AppealLink } from '../stops/appeal-link.tsx'
import { useDemand } from '../queries.ts'
import { DemandState } from './demand-state.tsx'
import { AskInstalments } from './ask-instalments.tsx'
import { DemandContents } from './demand-contents.tsx'
import { MoneyBack } from './money-back.tsx'
import { PlanCard } from './plan-table.tsx'
import { DemandOver, DemandPapers } from './papers.tsx'
import { waysId, WaysToPay } from './ways-to-pay.tsx'
import { DemandedPayments, Sections } from './sections.tsx'
import { ReceivedMoney } from './received-money.tsx'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'

const isOwed = ({ state }: DemandForCustomer): boolean => state === 'issued' || state === 'partly_repaid'

/** One repayment request: what is left, until when, and its fifteen parts exactly as issued. */
export function RepaymentScreen() {
  const { id = '' } = useParams()
  const words = useRepaymentWords()
  const demand = useDemand(id)
  const open = demand.data !== undefined && isOwed(demand.data)
  return (
    <Screen
      title={words.title}
      back={paths.repayments}
      action={
        open ? (
          <Button kind="primary" big onPress={() => document.getElementById(waysId)?.scrollIntoView()}>
            {words.seeMethod}
          </Button>
        ) : null
      }
    >
      <Loaded query={demand} tall>
        {(found) => (
          <>
            <DemandOver state={found.state} />
            <Left demand={found} />
            <MoneyBack back={found.back} />
            {found.state === 'repaid' ? <DemandPapers demand={found} /> : null}
            {found.plan ? <PlanCard plan={found.plan} /> : null}
            {isOwed(found) ? <WaysToPay ways={found.ways} /> : null}
            {isOwed(found) ? <AskInstalments demand={found} /> : null}
            <ReceivedMoney repayments={found.repayments} />
            <DemandedPayments payments={found.payments} />
            {isOwed(found) ? <Sections /> : null}
            <DemandContents contents={found.contents} />
            {found.state === 'repaid' ? null : <DemandPapers demand={found} />}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function Left({ demand }: { demand: DemandForCustomer }) {
  const words = useRepaymentWords()
  const app = useAppWords()
  const language = useLanguage()
  const owed = isOwed(demand)
  return (
    <Card>
      <Row spread>
        <span>{demand.number}</span>
        <DemandState stands={demand.stands} />
      </Row>
      <p>{words.left}</p>
      <AmountText amount={demand.left} size="amount" spoken={app.yen} />
      {demand.repaidAt ? <p>{words.repaidAll(moment(demand.repaidAt, language))}</p> : null}
      {owed ? <Due demand={demand} /> : null}
      <ProgressBar done={Number(demand.repaid)} whole={Number(demand.principal)} words={words.received(yen(demand.principal), yen(demand.repaid))} />
      {owed ? <Note>{words.notByBalance}</Note> : null}
      <AppealLink demandId={demand.id} over={!owed} />
      <PhoneButton>{words.phone(app.phone)}</PhoneButton>
    </Card>
  )
}

function Due({ demand: { dueOn, issuedDueOn, stands } }: { demand: DemandForCustomer }) {
  const words = useRepaymentWords()
  const schedule = useInstalmentWords()
  const language = useLanguage()
  const left = daysUntil(dueOn, serverNow())
  return (
    <>
      <Row>
        <strong>{words.due(day(dueOn, language))}</strong>
        {left < 0 ? null : <span>{left === 0 ? words.today : words.daysLeft(count(left))}</span>}
      </Row>
      {issuedDueOn === dueOn ? null : <Note>{schedule.movedFrom(day(issuedDueOn, language))}</Note>}
      {stands === 'appealed' ? <Note>{schedule.appealed}</Note> : null}
    </>
  )
}
