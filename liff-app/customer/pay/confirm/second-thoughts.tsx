import { useState } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../../paths.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ConfirmSheet } from '../../../ui/sheet.tsx'
import { usePayingWords } from '../../../words/paying.ts'
import { dropDraft } from '../draft.ts'
import type { Preview } from '../../../../server/payments/contract.ts'

/** Something the server thinks worth asking before sending: the same payment a moment ago, or an unusually large one. */
type Doubt = { readonly kind: 'twice'; readonly minutesAgo: number } | { readonly kind: 'large' }

/** Asks each doubt once, then goes on to `send`. */
export function useDoubt({ again, large }: Preview, send: () => void) {
  const [asking, setAsking] = useState<readonly Doubt[]>([])
  const doubts: readonly Doubt[] = [...(large ? [{ kind: 'large' } as const] : []), ...(again ? [{ kind: 'twice', minutesAgo: again.minutesAgo } as const] : [])]
  const next = (left: readonly Doubt[]) => {
    setAsking(left)
    if (left.length === 0) send()
  }
  return { doubt: asking[0] ?? null, ask: () => next(doubts), goOn: () => next(asking.slice(1)), dismiss: () => setAsking([]) }
}

interface SecondThoughtsProps {
  readonly doubt: Doubt
  readonly amount: string
  /** Where the amount can be changed, if it can. */
  readonly mend: string | undefined
  readonly onNo: () => void
  readonly onYes: () => void
}

/** The question; the safe answer is the primary one. */
export function SecondThoughts({ doubt, amount, mend, onNo, onYes }: SecondThoughtsProps) {
  const words = usePayingWords().confirm
  const navigate = useNavigate()
  const large = doubt.kind === 'large'
  const leave = () => {
    dropDraft()
    void navigate(paths.home, { replace: true })
  }
  return (
    <ConfirmSheet
      title={large ? words.largeTitle(amount) : words.twiceTitle(words.minutesAgo(String(doubt.minutesAgo)))}
      onClose={onNo}
      buttons={
        <>
          {large && mend !== undefined ? (
            <ButtonLink to={mend} kind="primary" replace>
              {words.mendAmount}
            </ButtonLink>
          ) : (
            <Button kind="primary" onPress={leave}>
              {words.twiceNo}
            </Button>
          )}
          <Button onPress={onYes}>{large ? words.largeYes : words.twiceYes}</Button>
        </>
      }
    />
  )
}
