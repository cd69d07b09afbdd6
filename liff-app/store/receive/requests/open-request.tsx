import { useEffect } from 'react'
import { paths } from '../../../paths.ts'
import { serverNow } from '../../../platform/clock.ts'
import { keepAwake } from '../../../platform/keep-awake.ts'
import { Problem } from '../../../problem.tsx'
import { Screen } from '../../../screen.tsx'
import { AmountText } from '../../../ui/amount-text.tsx'
import { Button } from '../../../ui/button.tsx'
import { CountdownRing } from '../../../ui/countdown-ring.tsx'
import { yen } from '../../../ui/format.ts'
import { QrCode } from '../../../ui/qr-code.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useAppWords } from '../../../words/app.ts'
import { useTillWords } from '../../../words/till.ts'
import styles from '../receive.module.css'
import { useCancelRequest, type Request } from './queries.ts'

/** How long a request can be paid: a full ring. */
const wholeSeconds = 120

/** The QR code of an amount, until it is paid, called off, or over. */
export function OpenRequest({ request, onCancelled, onOver }: { request: Request; onCancelled: () => void; onOver: () => void }) {
  const words = useTillWords()
  const app = useAppWords()
  const cancel = useCancelRequest(request.id)
  const until = Date.parse(request.expiresAt)
  const over = useNow(1000) >= until && serverNow() >= until
  useEffect(() => keepAwake(), [])
  const callOff = () =>
    cancel.mutate(undefined, {
      onSuccess: (answer) => {
        if (answer.request.state === 'cancelled') onCancelled()
      },
    })
  return (
    <Screen title={words.request.title} back={paths.store}>
      <div className={styles.asked}>
        <AmountText amount={request.amount} size="amount" spoken={app.yen} />
        {request.url && !over ? (
          <div className={styles.code}>
            <QrCode text={request.url} label={words.request.code(yen(request.amount))} />
          </div>
        ) : null}
        <div className={styles.waiting}>
          <CountdownRing until={until} seconds={wholeSeconds} words={words.ring} onOver={onOver} />
          <p role="status">{over ? words.request.checking : words.request.scan}</p>
        </div>
      </div>
      {cancel.error ? <Problem problem={cancel.error} /> : null}
      <Button busy={cancel.isPending ? words.request.cancelling : null} onPress={callOff}>
        {words.request.cancel}
      </Button>
    </Screen>
  )
}
