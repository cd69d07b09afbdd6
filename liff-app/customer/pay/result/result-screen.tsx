import { useParams } from 'react-router'
import { paths } from '../../../paths.ts'
import { Screen } from '../../../screen.tsx'
import { useCustomer } from '../../../session.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { useAppWords } from '../../../words/app.ts'
import { usePayingWords } from '../../../words/paying.ts'
import { DoneView } from './done-view.tsx'
import { keptDraft } from '../draft.ts'
import { usePaymentResult } from '../queries.ts'
import { asProblem, RefusedScreen } from '../refused-screen.tsx'
import { beginningOf } from '../target.ts'
import { UnknownView } from './unknown-view.tsx'

/** How the payment with this key ended. Reloading asks the server again; nothing is ever paid here. */
export function ResultScreen() {
  const { key = '' } = useParams()
  const result = usePaymentResult(key)
  const answer = result.data
  switch (answer?.state) {
    case 'paid':
      return <DoneView payment={answer.payment} mark={answer.proof.mark} />
    case 'refused':
      return <RefusedScreen problem={asProblem(answer.error)} amountPath={pathOf(key)} />
    case 'closed':
      return <ClosedView />
    default:
      return <UnknownView paymentKey={key} asking={result.isFetching} onAsk={() => void result.refetch()} />
  }
}

/** The payment was called off: it can never happen later, so paying again is safe. */
function ClosedView() {
  const words = usePayingWords().unknown
  const { money } = useAppWords()
  const { standing } = useCustomer()
  return (
    <Screen
      title={words.closedTitle}
      action={
        standing === 'active' ? (
          <ButtonLink to={paths.pay} kind="primary" big replace>
            {words.payAgain}
          </ButtonLink>
        ) : null
      }
    >
      <ErrorPanel what={words.closedTitle} money={money.notMoved} next={words.closed} tone="info" />
      <HomeLink />
    </Screen>
  )
}

function HomeLink() {
  const words = usePayingWords().done
  return (
    <ButtonLink to={paths.home} replace>
      {words.home}
    </ButtonLink>
  )
}

function pathOf(key: string): string | undefined {
  const draft = keptDraft()
  return draft?.key === key && draft.target.by !== 'request' ? beginningOf(draft.target) : undefined
}
