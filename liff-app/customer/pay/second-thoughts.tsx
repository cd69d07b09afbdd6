import { useState } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { serverNow } from '../../platform/clock.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { usePayingWords } from '../../words/paying.ts'
import { useNewestPayments } from '../queries.ts'
import type { Draft } from './draft.ts'
import type { StoreToPay } from '../../../server/stores/contract.ts'

/** Something to ask before sending: the same payment a moment ago, or an unusually large one. */
type Doubt = { readonly kind: 'twice'; readonly minutesAgo: number } | { readonly kind: 'large' }

const twiceWithinMs = 3 * 60_000
const largeFrom = 30_000n

/** Asks each doubt once, then goes on to `send`. */
export function useDoubt(draft: Draft, store: StoreToPay, send: () => void) {
  const [asking, setAsking] = useState<readonly Doubt[]>([])
  const newest = useNewestPayments()
  const doubts = (): Doubt[] => {
    const now = serverNow()
    const twin = newest.data?.items.find(
      (before) => before.state === 'paid' && before.storeCode === store.storeCode && before.amount === draft.amount && now - Date.parse(before.paidAt) < twiceWithinMs,
    )
    return [
      ...(BigInt(draft.amount) >= largeFrom ? [{ kind: 'large' } as const] : []),
      ...(twin ? [{ kind: 'twice', minutesAgo: Math.max(1, Math.floor((now - Date.parse(twin.paidAt)) / 60_000)) } as const] : []),
    ]
  }
  const next = (left: readonly Doubt[]) => {
    setAsking(left)
    if (left.length === 0) send()
  }
  return { doubt: asking[0] ?? null, ask: () => next(doubts()), goOn: () => next(asking.slice(1)), dismiss: () => setAsking([]) }
}

interface SecondThoughtsProps {
  readonly doubt: Doubt
  readonly amount: string
  /** Where the amount can be changed. */
  readonly amountPath: string
  readonly onNo: () => void
  readonly onYes: () => void
}

/** The question; the safe answer is the primary one. */
export function SecondThoughts({ doubt, amount, amountPath, onNo, onYes }: SecondThoughtsProps) {
  const words = usePayingWords().confirm
  const navigate = useNavigate()
  if (doubt.kind === 'large') {
    return (
      <ConfirmSheet
        title={words.largeTitle(amount)}
        onClose={onNo}
        buttons={
          <>
            <Button kind="primary" onPress={() => void navigate(amountPath, { replace: true })}>
              {words.largeNo}
            </Button>
            <Button onPress={onYes}>{words.largeYes}</Button>
          </>
        }
      />
    )
  }
  const ago = words.minutesAgo(String(doubt.minutesAgo))
  return (
    <ConfirmSheet
      title={words.twiceTitle(ago)}
      onClose={onNo}
      buttons={
        <>
          <Button kind="primary" onPress={() => void navigate(paths.home, { replace: true })}>
            {words.twiceNo}
          </Button>
          <Button onPress={onYes}>{words.twiceYes}</Button>
        </>
      }
    />
  )
}
