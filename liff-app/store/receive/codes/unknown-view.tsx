import { useState } from 'react'
import { serverNow } from '../../../platform/clock.ts'
import { Screen } from '../../../screen.tsx'
import { AmountText } from '../../../ui/amount-text.tsx'
import { Button } from '../../../ui/button.tsx'
import { ToneHeading } from '../../../ui/tone-heading.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useAppWords } from '../../../words/app.ts'
import { useTillWords } from '../../../words/till.ts'
import styles from '../receive.module.css'

/** Nobody knows yet whether the code was charged. The same key is asked again and again, and by a press. */
export function UnknownView({ amount, onAsk }: { amount: string; onAsk: () => void }) {
  const words = useTillWords().code
  const app = useAppWords()
  const [since] = useState(serverNow)
  const seconds = Math.max(0, Math.floor((useNow(1000) - since) / 1000))
  return (
    <Screen
      title={words.unknownTitle}
      heading={<ToneHeading tone="attention">{words.unknownTitle}</ToneHeading>}
      action={
        <Button kind="primary" big onPress={onAsk}>
          {words.check}
        </Button>
      }
    >
      <p>
        <strong>{app.money.unknown}</strong>
      </p>
      <div className={styles.amount}>
        <AmountText amount={amount} size="display" spoken={app.yen} />
        <p>{words.checkingFor(String(seconds))}</p>
      </div>
      <p>{words.unknownNext}</p>
    </Screen>
  )
}
