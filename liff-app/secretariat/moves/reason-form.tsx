import { useId, useState } from 'react'
import { Banner } from '../../ui/banner.tsx'
import { Field } from '../../ui/field.tsx'
import { useOfficeRepaymentWords } from '../repayments/words.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { openDemandOf } from './open-demand.ts'
import { useOutgoing } from './use-outgoing.ts'

type Name = 'propose-withdrawal' | 'freeze-provisionally' | 'propose-freeze' | 'propose-unfreeze' | 'close'

/** A move that needs nothing but its reason. */
export function ReasonForm({ file, name, onDraft, onCancel, noLonger }: MoveFormProps & { name: Name }) {
  const { case: words } = useOfficeWords()
  const repayments = useOfficeRepaymentWords()
  const outgoing = useOutgoing(file)
  const id = useId()
  const [reason, setReason] = useState(() => (name === 'propose-unfreeze' ? (file.prepared?.reason ?? '') : ''))
  const demand = openDemandOf(file)
  const messages = {
    'propose-withdrawal': () => [outgoing.proposal('withdraw_demand', demand?.left ?? '0'), outgoing.withdrawn(demand?.number ?? '')],
    'freeze-provisionally': () => [outgoing.paused(false)],
    'propose-freeze': () => [outgoing.proposal('confirm_freeze', file.amountAtRisk), outgoing.paused(true)],
    'propose-unfreeze': () => [outgoing.proposal('unfreeze', file.amountAtRisk), outgoing.resumed()],
    close: () => [],
  }[name]
  return (
    <FormFrame
      problems={reason.trim() === '' ? [{ field: id, says: words.reasonMissing }] : []}
      noLonger={noLonger}
      sends={name !== 'close'}
      onCancel={onCancel}
      onReady={() => onDraft({ body: { reason: reason.trim() }, facts: [[words.reason, reason.trim()]], messages: messages() })}
    >
      {(errorOf) => (
        <>
          {name === 'propose-unfreeze' && file.prepared ? <Banner tone="info">{repayments.prepared}</Banner> : null}
          <Field id={id} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(id)} />
        </>
      )}
    </FormFrame>
  )
}
