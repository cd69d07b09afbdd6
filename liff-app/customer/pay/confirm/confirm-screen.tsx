import { useState } from 'react'
import { Navigate, useNavigate } from 'react-router'
import { isReason } from '../../../api.ts'
import { paths } from '../../../paths.ts'
import { Screen } from '../../../screen.tsx'
import { AmountText } from '../../../ui/amount-text.tsx'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { storeNumber, yen } from '../../../ui/format.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { Note, Row } from '../../../ui/stack.tsx'
import { useAppWords } from '../../../words/app.ts'
import { usePayingWords } from '../../../words/paying.ts'
import styles from './confirm-screen.module.css'
import { dropDraft, keptDraft, type Draft } from '../draft.ts'
import { usePaymentRequest, usePreview } from '../queries.ts'
import { RefusedScreen } from '../refused-screen.tsx'
import { beginningOf } from '../target.ts'
import { RequestOver } from './request-over.tsx'
import { SecondThoughts, useDoubt } from './second-thoughts.tsx'
import { StorePicture } from './store-picture.tsx'
import { useOnline } from '../../../platform/online.ts'
import { useLate } from '../../../ui/use-late.ts'
import { UsesLine } from '../../uses-line.tsx'
import { useSending } from './use-sending.ts'
import type { Preview } from '../../../../server/payments/contract.ts'

/** Waiting longer than this is explained in a sentence. */
const waitingSaidAfterMs = 2000

/** Whom and how much, checked together with the store; then the payment is sent. */
export function ConfirmScreen() {
  const [draft] = useState(keptDraft)
  if (!draft?.amount) return <Navigate to={paths.pay} replace />
  if (draft.stage === 'paid') return <Navigate to={paths.result(draft.key)} replace />
  return <BeforeSending draft={draft} />
}

/** What the server says beforehand: a no is told before anything is pressed, and a payment request may end while it is looked at. */
function BeforeSending({ draft }: { draft: Draft }) {
  const words = usePayingWords()
  const preview = usePreview(draft)
  const request = usePaymentRequest(draft.target.by === 'request' ? draft.target.token : null)
  const sending = useSending(draft)
  const mend = draft.target.by === 'request' ? undefined : beginningOf(draft.target)
  const over = sending.begun ? sending.problem : preview.data ? null : preview.error
  if (isReason(over, 'request-used', 'request-expired')) return <RequestOver state={isReason(over, 'request-used') ? 'paid' : 'expired'} />
  if (!sending.begun && request.data && request.data.state !== 'open') return <RequestOver {...request.data} />
  if (sending.problem) return <RefusedScreen problem={sending.problem} amountPath={mend} onRetry={() => sending.send(preview.data?.store.name ?? '')} />
  if (over) return <RefusedScreen problem={over} nothingSent amountPath={mend} onRetry={() => void preview.refetch()} />
  if (!preview.data) {
    return (
      <Screen title={words.confirm.title} back={mend ?? paths.pay}>
        <Skeleton label={words.confirm.checking} tall rows={2} />
      </Screen>
    )
  }
  return <Confirm draft={draft} mend={mend} preview={preview.data} sending={sending} />
}

interface ConfirmProps {
  readonly draft: Draft
  /** Where the amount can be changed; a store's request has a fixed one. */
  readonly mend: string | undefined
  readonly preview: Preview
  readonly sending: ReturnType<typeof useSending>
}

function Confirm({ draft, mend, preview, sending }: ConfirmProps) {
  const words = usePayingWords().confirm
  const app = useAppWords()
  const { store } = preview
  const { doubt, ask, dismiss, goOn } = useDoubt(preview, () => sending.send(store.name))
  const navigate = useNavigate()
  const online = useOnline()
  const waitsLong = useLate(sending.sending, waitingSaidAfterMs)
  const leave = () => {
    dropDraft()
    void navigate(paths.pay, { replace: true })
  }
  const amount = yen(draft.amount)
  return (
    <Screen
      title={words.title}
      back={mend ?? paths.pay}
      action={
        <>
          {/* There before it says something, so that it is read aloud. */}
          <p role="status">{waitsLong ? words.waiting : null}</p>
          <Button kind="primary" big busy={sending.sending ? words.paying : null} disabledReason={online ? null : app.offline} onPress={ask}>
            {words.pay(amount)}
          </Button>
        </>
      }
    >
      <p>{words.check}</p>
      <section className={styles.whom}>
        <StorePicture name={store.name} number={store.storeCode} photo={preview.hasPhoto} />
        <h2 className={styles.name}>{store.name}</h2>
        <p>{store.area}</p>
        <Note>{words.storeNumber(storeNumber(store.storeCode))}</Note>
        <AmountText amount={draft.amount} size="amount" spoken={app.yen} />
        {mend === undefined ? <p>{words.fixed}</p> : null}
        <p className={styles.uses}>
          <UsesLine uses={preview.uses} />
        </p>
        <p>{words.after(yen(preview.balanceAfter))}</p>
      </section>
      {mend === undefined ? null : (
        <ButtonLink to={mend} replace>
          {words.mendAmount}
        </ButtonLink>
      )}
      <Row>
        <Button kind="text" onPress={leave}>
          {words.otherStore}
        </Button>
      </Row>
      {doubt ? <SecondThoughts doubt={doubt} amount={amount} mend={mend} onNo={dismiss} onYes={goOn} /> : null}
    </Screen>
  )
}
