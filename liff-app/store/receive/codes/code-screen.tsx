import { useState } from 'react'
import { useTillWords } from '../../../words/till.ts'
import { AmountEntry } from '../amount-entry.tsx'
import { PaidView } from '../paid-view.tsx'
import { AskedView } from './asked-view.tsx'
import { ReadCode } from './read-code.tsx'
import { UnknownView } from './unknown-view.tsx'
import { useCharge } from './use-charge.ts'

/** コードを読み取る: the amount first, then the customer's one-time code. */
export function CodeScreen() {
  const words = useTillWords()
  const { draft, payment, unknown, charging, refusal, charge, askNow, startOver, changeAmount } = useCharge()
  const [hasAmount, setHasAmount] = useState(draft.stage !== 'typing')
  const again = (amount?: string) => {
    startOver(amount)
    setHasAmount(amount !== undefined)
  }
  if (payment) return <PaidView payment={payment} next={words.code.next} onNext={again} />
  if (draft.stage === 'asked' && draft.requestId !== null) {
    return <AskedView requestId={draft.requestId} onNext={again} onAgain={() => again(draft.amount)} />
  }
  if (unknown) return <UnknownView amount={draft.amount} onAsk={askNow} />
  if (hasAmount && draft.amount) {
    return <ReadCode amount={draft.amount} charging={charging} refusal={refusal} onCode={charge} onMend={() => setHasAmount(false)} />
  }
  return (
    <AmountEntry title={words.code.title} ask={words.code.ask} amount={draft.amount} onChange={changeAmount} go={words.amount.next} going={null} onGo={() => setHasAmount(true)} />
  )
}
