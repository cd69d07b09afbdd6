import { useId, useState } from 'react'
import type { StorePaymentSeen } from '../../../server/payments/refunds/contract.ts'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { yen } from '../../ui/format.ts'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { useLanguage } from '../../words/language.ts'
import { useStorePaymentWords } from '../../words/store-payment.ts'
import { useVoid, type VoidReason } from './queries.ts'

/** 「この支払いを取り消す」, asked once more with its reason. A button that cannot act says why. */
export function VoidPart({ seen: { payment, voidable, whyNot } }: { seen: StorePaymentSeen }) {
  const words = useStorePaymentWords()
  const language = useLanguage()
  const [asking, setAsking] = useState(false)
  const voiding = useVoid(payment.id)
  if (voiding.isSuccess) return <Banner tone="ok">{words.done}</Banner>
  return (
    <>
      {voiding.error ? <Problem problem={voiding.error} aboutMoney /> : null}
      <Button kind="danger" big disabledReason={voidable ? null : whyNot?.[language]} busy={voiding.isPending ? words.sending : null} onPress={() => setAsking(true)}>
        {words.void}
      </Button>
      {asking ? (
        <VoidSheet
          amount={payment.amount}
          onClose={() => setAsking(false)}
          onVoid={(reason) => {
            setAsking(false)
            voiding.mutate(reason)
          }}
        />
      ) : null}
    </>
  )
}

interface VoidSheetProps {
  readonly amount: string
  readonly onClose: () => void
  readonly onVoid: (reason: VoidReason) => void
}

function VoidSheet({ amount, onClose, onVoid }: VoidSheetProps) {
  const words = useStorePaymentWords()
  const id = useId()
  const [reason, setReason] = useState<VoidReason | null>(null)
  const [tried, setTried] = useState(false)
  const send = () => {
    if (reason) {
      onVoid(reason)
      return
    }
    setTried(true)
    document.getElementById(id)?.focus()
  }
  return (
    <ConfirmSheet
      title={words.sure(yen(amount))}
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button kind="danger-filled" onPress={send}>
            {words.send}
          </Button>
        </>
      }
    >
      <p>{words.sureNote}</p>
      <Choice
        id={id}
        legend={words.reason}
        value={reason}
        onChange={setReason}
        error={tried && !reason ? words.reasonMissing : null}
        options={[
          { value: 'mistyped', label: words.reasons.mistyped },
          { value: 'returned', label: words.reasons.returned },
          { value: 'double', label: words.reasons.double },
          { value: 'other', label: words.reasons.other },
        ]}
      />
    </ConfirmSheet>
  )
}
