import { useId, useState } from 'react'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useDemandPaperWords } from '../../words/demand-papers.ts'
import { useOfficeWords } from '../words.ts'
import type { MoveFormProps } from './draft.ts'
import { FormFrame } from './form-frame.tsx'
import { openDemandOf } from './open-demand.ts'
import { useOutgoing } from './use-outgoing.ts'

type Kind = 'waived' | 'uncollectable'
const kinds = ['waived', 'uncollectable'] as const

/** 免除・貸倒: which, by what law, and why. The amount is whatever is left. */
export function WriteOffForm({ file, onDraft, onCancel, noLonger }: MoveFormProps) {
  const { case: office } = useOfficeWords()
  const words = useDemandPaperWords().writeOffForm
  const outgoing = useOutgoing(file)
  const ids = { kind: useId(), ground: useId(), reason: useId() }
  const demand = openDemandOf(file)
  const [kind, setKind] = useState<Kind | null>(null)
  const [ground, setGround] = useState('')
  const [reason, setReason] = useState('')
  const left = demand?.left ?? '0'
  const problems = [
    ...(kind ? [] : [{ field: ids.kind, says: words.chooseKind }]),
    ...(ground.trim() === '' ? [{ field: ids.ground, says: words.groundMissing }] : []),
    ...(reason.trim() === '' ? [{ field: ids.reason, says: office.reasonMissing }] : []),
  ]
  const ready = () => {
    if (!kind) return
    onDraft({
      body: { kind, ground: ground.trim(), reason: reason.trim() },
      facts: [
        [words.kind, words.kinds[kind]],
        [words.amount, yen(left)],
        [words.ground, ground.trim()],
        [office.reason, reason.trim()],
      ],
      messages: [outgoing.proposal('write_off', left), ...(kind === 'waived' ? [outgoing.waived(demand?.number ?? '')] : [])],
    })
  }
  return (
    <FormFrame problems={problems} noLonger={noLonger} onCancel={onCancel} onReady={ready}>
      {(errorOf) => (
        <>
          <Facts facts={[[words.amount, yen(left)]]} />
          <Choice<Kind> id={ids.kind} legend={words.kind} options={kinds.map((value) => ({ value, label: words.kinds[value] }))} value={kind} onChange={setKind} error={errorOf(ids.kind)} />
          <Field id={ids.ground} label={words.ground} example={words.groundHint} value={ground} onChange={setGround} maxLength={200} error={errorOf(ids.ground)} />
          <Field id={ids.reason} label={office.reason} example={office.reasonHint} value={reason} onChange={setReason} maxLength={500} error={errorOf(ids.reason)} />
        </>
      )}
    </FormFrame>
  )
}
