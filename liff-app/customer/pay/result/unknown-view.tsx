import { useState } from 'react'
import { serverNow } from '../../../platform/clock.ts'
import { Screen } from '../../../screen.tsx'
import { useCustomer } from '../../../session.tsx'
import { Problem } from '../../../problem.tsx'
import { AmountText } from '../../../ui/amount-text.tsx'
import { Button } from '../../../ui/button.tsx'
import { readAloud, yen } from '../../../ui/format.ts'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { Card, Note } from '../../../ui/stack.tsx'
import { useLate } from '../../../ui/use-late.ts'
import { useNow } from '../../../ui/use-now.ts'
import { ToneHeading } from '../../../ui/tone-heading.tsx'
import { useAppWords } from '../../../words/app.ts'
import { usePayingWords } from '../../../words/paying.ts'
import { useCloseKey } from '../queries.ts'
import { unresolvedOf } from '../unresolved.ts'

const closeAfterSeconds = 60

interface UnknownViewProps {
  readonly paymentKey: string
  readonly asking: boolean
  readonly onAsk: () => void
}

/** Nobody knows yet whether the payment happened. We ask by its key; after a minute it can be closed for good. */
export function UnknownView({ paymentKey, asking, onAsk }: UnknownViewProps) {
  const words = usePayingWords().unknown
  const { money, requestNo: inquiry, yen: spoken } = useAppWords()
  const { code } = useCustomer()
  const [sent] = useState(() => unresolvedOf(code))
  const mine = sent?.key === paymentKey ? sent : null
  const seconds = useSecondsSince(mine?.sentAt)
  const close = useCloseKey(paymentKey)
  const mayClose = seconds >= closeAfterSeconds
  const [pressed, setPressed] = useState(false)
  const pressedLong = useLate(pressed && asking, 300)
  return (
    <Screen
      title={words.title}
      heading={<ToneHeading tone="attention">{words.title}</ToneHeading>}
      action={
        <Button
          kind="primary"
          big
          busy={pressedLong ? words.checkingNow : null}
          onPress={() => {
            setPressed(true)
            onAsk()
          }}
        >
          {words.check}
        </Button>
      }
    >
      <p>
        <strong>{money.unknown}</strong>
      </p>
      <Card>
        {mine ? (
          <>
            <p>{mine.storeName}</p>
            <AmountText amount={mine.amount} size="display" spoken={spoken} />
          </>
        ) : null}
        <ProgressBar done={Math.min(seconds, closeAfterSeconds)} whole={closeAfterSeconds} words={words.checking(String(seconds))} />
      </Card>
      {mine ? <p>{mayClose ? words.stillNot(yen(mine.amount)) : words.proof(yen(mine.amount))}</p> : null}
      <Button busy={close.isPending ? words.closing : null} disabledReason={mayClose ? null : words.notShownWait} onPress={() => close.mutate()}>
        {words.notShown}
      </Button>
      {close.error ? <Problem problem={close.error} /> : null}
      <Note>{inquiry(readAloud(paymentKey))}</Note>
    </Screen>
  )
}

/** Seconds since the payment was sent, or since this screen opened when the phone does not remember. */
function useSecondsSince(sentAt: number | undefined): number {
  const [opened] = useState(serverNow)
  const now = useNow(1000)
  return Math.max(0, Math.floor((now - (sentAt ?? opened)) / 1000))
}
