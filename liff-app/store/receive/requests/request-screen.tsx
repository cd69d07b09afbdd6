import { TimerOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isReason } from '../../../api.ts'
import { paths } from '../../../paths.ts'
import { allowSound } from '../../../platform/chime.ts'
import { Problem } from '../../../problem.tsx'
import { Screen } from '../../../screen.tsx'
import { AmountText } from '../../../ui/amount-text.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useAppWords } from '../../../words/app.ts'
import { useTillWords } from '../../../words/till.ts'
import { useMyStore } from '../../my-store.tsx'
import { AmountEntry } from '../amount-entry.tsx'
import { PaidView } from '../paid-view.tsx'
import styles from '../receive.module.css'
import { keepRequest, keptRequest } from './kept-request.ts'
import { OpenRequest } from './open-request.tsx'
import { useAskForPayment, useRequest, type Request } from './queries.ts'

/** 金額QR: the store types an amount, the customer scans it, both see that it is paid. */
export function RequestScreen() {
  const words = useTillWords().request
  const { store } = useMyStore()
  const [shown, setShown] = useState(() => keptRequest(store.id))
  const [amount, setAmount] = useState('')
  const asking = useAskForPayment()
  const ask = (asked: string) => {
    allowSound()
    asking.mutate(asked, {
      onSuccess: ({ request }) => {
        keepRequest({ id: request.id, storeId: store.id, expiresAt: request.expiresAt })
        setShown(request.id)
      },
    })
  }
  const startOver = () => {
    keepRequest(null)
    setShown(null)
    setAmount('')
    asking.reset()
  }
  if (shown !== null) return <ShownRequest key={shown} id={shown} asking={asking.isPending} problem={asking.error} onAgain={ask} onOver={startOver} />
  return (
    <AmountEntry title={words.title} ask={words.ask} amount={amount} onChange={setAmount} go={words.show} going={asking.isPending ? words.showing : null} onGo={() => ask(amount)}>
      {asking.error ? <Problem problem={asking.error} /> : null}
    </AmountEntry>
  )
}

interface ShownProps {
  readonly id: string
  readonly asking: boolean
  readonly problem: Error | null
  readonly onAgain: (amount: string) => void
  readonly onOver: () => void
}

function ShownRequest({ id, asking, problem, onAgain, onOver }: ShownProps) {
  const words = useTillWords().request
  const app = useAppWords()
  const request = useRequest(id)
  const told = request.data?.request
  const isPaid = told?.state === 'paid'
  useEffect(() => {
    // Its life is over: coming back here begins with a new amount.
    if (isPaid) keepRequest(null)
  }, [isPaid])
  if (!told) {
    // Somebody else signed in on this phone: what the one before asked for is not theirs.
    const gone = isReason(request.error, 'not-found')
    return (
      <Screen title={words.title} back={paths.store}>
        {request.error ? <Problem problem={request.error} onRetry={gone ? onOver : () => void request.refetch()} /> : <Skeleton label={app.loading} tall rows={2} />}
      </Screen>
    )
  }
  if (told.payment) return <PaidView payment={told.payment} next={words.next} onNext={onOver} />
  if (told.state === 'open' || told.state === 'paid') return <OpenRequest request={told} onCancelled={onOver} onOver={() => void request.refetch()} />
  return <EndedRequest request={told} asking={asking} problem={problem} onAgain={() => onAgain(told.amount)} onOther={onOver} />
}

function EndedRequest({ request, asking, problem, onAgain, onOther }: { request: Request; asking: boolean; problem: Error | null; onAgain: () => void; onOther: () => void }) {
  const words = useTillWords()
  const app = useAppWords()
  return (
    <Screen
      title={words.request.title}
      back={paths.store}
      action={
        <>
          <Button kind="primary" big busy={asking ? words.request.showing : null} onPress={onAgain}>
            {words.request.again}
          </Button>
          <Button onPress={onOther}>{words.request.other}</Button>
        </>
      }
    >
      <div className={styles.asked}>
        <AmountText amount={request.amount} size="amount" spoken={app.yen} />
        <div role="status">
          <EmptyState icon={<TimerOff size={48} />}>
            <strong>{request.state === 'cancelled' ? words.request.cancelled : words.over}</strong>
            <br />
            {app.money.notMoved}
          </EmptyState>
        </div>
      </div>
      {problem ? <Problem problem={problem} /> : null}
    </Screen>
  )
}
