import { useId, useState } from 'react'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useProposal, type SuspenseItem } from './queries.ts'
import { useMoneyWords } from './words.ts'

interface ProposalSheetProps {
  readonly item: SuspenseItem
  readonly what: 'assign' | 'return'
  readonly onDone: (number: string) => void
  readonly onClose: () => void
}

/** Whose the money is (or that it goes back), and why: for another officer to approve. */
export function ProposalSheet({ item, what, onDone, onClose }: ProposalSheetProps) {
  const words = useMoneyWords()
  const [referenceId, reasonId] = [useId(), useId()]
  const [reference, setReference] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const proposal = useProposal(item.id, what)
  const missing = [...(what === 'assign' && reference.trim() === '' ? [referenceId] : []), ...(reason.trim() === '' ? [reasonId] : [])]
  const submit = () => {
    const [first] = missing
    setTried(true)
    if (first !== undefined) return document.getElementById(first)?.focus()
    const body = what === 'assign' ? { reference: reference.normalize('NFKC').trim().toUpperCase(), reason: reason.trim() } : { reason: reason.trim() }
    proposal.mutate(body, { onSuccess: ({ approval }) => onDone(approval.number) })
  }
  return (
    <ConfirmSheet
      title={what === 'assign' ? words.assignTitle(item.number) : words.giveBackTitle(item.number)}
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" busy={proposal.isPending ? words.sending : null} onPress={submit}>
            {words.propose}
          </Button>
          <Button onPress={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Stack gap={3}>
        <Note>{what === 'assign' ? words.assignNote : words.giveBackNote}</Note>
        {what === 'assign' ? (
          <Field
            id={referenceId} label={words.reference} example={words.referenceHint} value={reference} onChange={setReference} maxLength={60}
            error={tried && missing.includes(referenceId) ? words.referenceMissing : null}
          />
        ) : null}
        <Field
          id={reasonId} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500}
          error={tried && missing.includes(reasonId) ? words.reasonMissing : null}
        />
        {proposal.error ? <Problem problem={proposal.error} /> : null}
      </Stack>
    </ConfirmSheet>
  )
}
