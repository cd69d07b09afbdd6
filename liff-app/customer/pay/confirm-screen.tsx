import { useEffect, useRef, useState } from 'react'
import { Navigate, useNavigate } from 'react-router'
import { isReason } from '../../api.ts'
import { paths } from '../../paths.ts'
import { allowSound, chime } from '../../platform/chime.ts'
import { serverNow } from '../../platform/clock.ts'
import { Screen } from '../../screen.tsx'
import { useCustomer } from '../../session.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { storeNumber, yen } from '../../ui/format.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLate } from '../../ui/use-late.ts'
import { useAppWords } from '../../words/app.ts'
import { usePayingWords } from '../../words/paying.ts'
import styles from './confirm-screen.module.css'
import { keepDraft, keptDraft, type Draft } from './draft.ts'
import { isUndecided, useSendPayment, useStoreToPay } from './queries.ts'
import { RefusedScreen } from './refused-screen.tsx'
import { SecondThoughts, useDoubt } from './second-thoughts.tsx'
import { StorePicture } from './store-picture.tsx'
import { amountPath } from './target.ts'
import { keepUnresolved } from './unresolved.ts'
import type { StoreToPay } from '../../../server/stores/contract.ts'

const unknownAfterMs = 8000

/** Whom and how much, checked together with the store; then the payment is sent. */
export function ConfirmScreen() {
  const [draft] = useState(keptDraft)
  const words = usePayingWords()
  const store = useStoreToPay(draft?.target ?? null)
  if (!draft?.amount) return <Navigate to={paths.pay} replace />
  if (draft.stage === 'paid') return <Navigate to={paths.result(draft.key)} replace />
  if (store.error && !store.data) return <RefusedScreen problem={store.error} nothingSent onRetry={() => void store.refetch()} />
  if (!store.data) {
    return (
      <Screen title={words.confirm.title} back={amountPath(draft.target)}>
        <Skeleton label={words.amount.checking} tall rows={2} />
      </Screen>
    )
  }
  return <Confirm draft={draft} store={store.data} />
}

function Confirm({ draft, store }: { draft: Draft; store: StoreToPay }) {
  const words = usePayingWords().confirm
  const app = useAppWords()
  const { balance } = useCustomer()
  const { send, sending, problem } = useSending(draft, store)
  const { doubt, ask, dismiss, goOn } = useDoubt(draft, store, send)
  if (problem) return <RefusedScreen problem={problem} amountPath={amountPath(draft.target)} onRetry={send} />
  const amount = yen(draft.amount)
  return (
    <Screen
      title={words.title}
      back={amountPath(draft.target)}
      action={
        <Button kind="primary" big busy={sending ? words.paying : null} onPress={ask}>
          {words.pay(amount)}
        </Button>
      }
    >
      <p>{words.check}</p>
      <section className={styles.whom}>
        <StorePicture name={store.name} />
        <h2 className={styles.name}>{store.name}</h2>
        <p>{store.area}</p>
        <Note>{words.storeNumber(storeNumber(store.storeCode))}</Note>
        <AmountText amount={draft.amount} size="amount" spoken={app.yen} />
        <p>{words.after(yen(BigInt(balance) - BigInt(draft.amount)))}</p>
      </section>
      <ButtonLink to={amountPath(draft.target)} replace>
        {words.mendAmount}
      </ButtonLink>
      <ButtonLink to={paths.pay} kind="text" replace>
        {words.otherStore}
      </ButtonLink>
      {doubt ? <SecondThoughts doubt={doubt} amount={amount} amountPath={amountPath(draft.target)} onNo={dismiss} onYes={goOn} /> : null}
    </Screen>
  )
}

/** Sends once, however often the button is pressed, and leads to the result when it is known or too long in coming. */
function useSending(draft: Draft, store: StoreToPay) {
  const navigate = useNavigate()
  const { code } = useCustomer()
  const payment = useSendPayment()
  const underWay = useRef(false)
  const toResult = () => void navigate(paths.result(draft.key), { replace: true })
  const late = useLate(payment.isPending, unknownAfterMs)
  useEffect(() => {
    if (late) void navigate(paths.result(draft.key), { replace: true })
  }, [late, navigate, draft.key])
  const send = () => {
    if (underWay.current) return
    underWay.current = true
    allowSound()
    keepDraft({ ...draft, stage: 'sent' })
    keepUnresolved({ key: draft.key, amount: draft.amount, storeName: store.name, customerCode: code, sentAt: serverNow() })
    payment.mutate(draft, {
      onSuccess: () => {
        chime()
        toResult()
      },
      onError: (problem) => {
        if (isReason(problem, 'unreachable')) toResult()
        else if (isUndecided(problem)) underWay.current = false
      },
    })
  }
  return { send, sending: payment.isPending, problem: isReason(payment.error, 'unreachable') ? null : payment.error }
}
