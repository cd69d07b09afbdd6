import { TimerOff } from 'lucide-react'
import { Problem } from '../../../problem.tsx'
import { Screen } from '../../../screen.tsx'
import { AmountText } from '../../../ui/amount-text.tsx'
import { Button } from '../../../ui/button.tsx'
import { CountdownRing } from '../../../ui/countdown-ring.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useAppWords } from '../../../words/app.ts'
import { useTillWords } from '../../../words/till.ts'
import { PaidView } from '../paid-view.tsx'
import styles from '../receive.module.css'
import { useCancelRequest, useRequest, type Request } from '../requests/queries.ts'

/** How long the customer has to say yes: a full ring. */
const wholeSeconds = 120

interface AskedViewProps {
  readonly requestId: string
  readonly onNext: () => void
  /** The same amount, another code. */
  readonly onAgain: () => void
}

/** The customer is asked on their own screen; how it ends is shown here. */
export function AskedView({ requestId, onNext, onAgain }: AskedViewProps) {
  const words = useTillWords().code
  const app = useAppWords()
  const request = useRequest(requestId)
  const told = request.data?.request
  if (!told) {
    return (
      <Screen title={words.askedTitle}>
        {request.error ? <Problem problem={request.error} aboutMoney onRetry={() => void request.refetch()} /> : <Skeleton label={app.loading} tall rows={2} />}
      </Screen>
    )
  }
  if (told.payment) return <PaidView payment={told.payment} next={words.next} onNext={onNext} />
  if (told.state === 'open' || told.state === 'paid') return <Waiting request={told} onOver={() => void request.refetch()} />
  return <Ended cancelled={told.state === 'cancelled'} onAgain={onAgain} />
}

function Waiting({ request, onOver }: { request: Request; onOver: () => void }) {
  const words = useTillWords()
  const app = useAppWords()
  const cancel = useCancelRequest(request.id)
  return (
    <Screen title={words.code.askedTitle}>
      <div className={styles.asked}>
        <AmountText amount={request.amount} size="amount" spoken={app.yen} />
        <div className={styles.waiting}>
          <CountdownRing until={Date.parse(request.expiresAt)} seconds={wholeSeconds} words={words.ring} onOver={onOver} />
          <p>{words.code.asked}</p>
        </div>
      </div>
      {cancel.error ? <Problem problem={cancel.error} /> : null}
      <Button busy={cancel.isPending ? words.request.cancelling : null} onPress={() => cancel.mutate()}>
        {words.request.cancel}
      </Button>
    </Screen>
  )
}

function Ended({ cancelled, onAgain }: { cancelled: boolean; onAgain: () => void }) {
  const words = useTillWords()
  const app = useAppWords()
  return (
    <Screen
      title={words.code.title}
      action={
        <Button kind="primary" big onPress={onAgain}>
          {words.code.again}
        </Button>
      }
    >
      <div role="status">
        <EmptyState icon={<TimerOff size={48} />}>
          <strong>{cancelled ? words.request.cancelled : words.over}</strong>
          <br />
          {app.money.notMoved}
          <br />
          {words.code.overNext}
        </EmptyState>
      </div>
    </Screen>
  )
}
