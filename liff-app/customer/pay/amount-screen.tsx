import { useState } from 'react'
import { Navigate, useLocation, useNavigate, useParams } from 'react-router'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { useCustomer } from '../../session.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Button } from '../../ui/button.tsx'
import { yen } from '../../ui/format.ts'
import { Keypad } from '../../ui/keypad.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useAppWords } from '../../words/app.ts'
import { usePayingWords } from '../../words/paying.ts'
import styles from './amount-screen.module.css'
import { isPaid, keepDraft, openDraft } from './draft.ts'
import { useStoreToPay } from './queries.ts'
import { RefusedScreen, StoreClosedScreen } from './refused-screen.tsx'
import { beginningOf, type StoreTarget } from './target.ts'

/** More digits than any limit allows, so that nobody wonders why a key does nothing. */
const digitsMost = 7

/** Left in the history when going on to confirm: coming back to it after paying leads home, opening the store anew doesn't. */
interface LeftBehind {
  readonly key: string
}

/** How much to pay to the store that was scanned or typed. */
export function AmountScreen() {
  const { poster, number = '' } = useParams()
  const target: StoreTarget = poster === undefined ? { by: 'number', number } : { by: 'poster', poster }
  const words = usePayingWords().amount
  const left = useLocation().state as LeftBehind | null
  const store = useStoreToPay(target)
  if (left && isPaid(left.key)) return <Navigate to={paths.home} replace />
  if (store.error && !store.data) return <RefusedScreen problem={store.error} nothingSent onRetry={() => void store.refetch()} />
  if (store.data?.accepting === false) return <StoreClosedScreen />
  if (!store.data) {
    return (
      <Screen title={words.windowTitle} back={paths.pay}>
        <Skeleton label={words.checking} tall rows={2} />
      </Screen>
    )
  }
  return <AmountForm key={JSON.stringify(target)} target={target} storeName={store.data.name} />
}

function AmountForm({ target, storeName }: { target: StoreTarget; storeName: string }) {
  const words = usePayingWords().amount
  const app = useAppWords()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => openDraft(target))
  const { balance } = useCustomer()
  const reason = useReasonAgainst(draft.amount)
  const goOn = async () => {
    const behind: LeftBehind = { key: draft.key }
    await navigate(beginningOf(target), { replace: true, state: behind })
    await navigate(paths.confirm)
  }
  const change = (amount: string) => {
    const changed = { ...draft, amount }
    keepDraft(changed)
    setDraft(changed)
  }
  return (
    <Screen
      title={words.title(storeName)}
      heading={<span className={styles.heading}>{words.title(storeName)}</span>}
      back={paths.pay}
      action={
        <Button kind="primary" big disabledReason={reason} onPress={() => void goOn()}>
          {words.next}
        </Button>
      }
    >
      <div className={styles.amount} aria-live="polite">
        <AmountText amount={draft.amount || '0'} size="amount" spoken={app.yen} />
        <p>{words.balance(yen(balance))}</p>
      </div>
      <Keypad value={draft.amount} onChange={change} most={digitsMost} words={words.keypad} />
    </Screen>
  )
}

/** Why this amount cannot go on; the server decides again when paying. */
function useReasonAgainst(amount: string): string | null {
  const words = usePayingWords().amount
  const { balance, limits } = useCustomer()
  const asked = BigInt(amount || '0')
  if (asked === 0n) return words.zero
  if (asked > BigInt(balance)) return words.tooMuch(yen(balance))
  if (asked > BigInt(limits.payment)) return words.overLimit(yen(limits.payment))
  return null
}
