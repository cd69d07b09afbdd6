import { useId, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { ReasonSheet } from '../frame/reason-sheet.tsx'
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
  const id = useId()
  const [reference, setReference] = useState('')
  const proposal = useProposal(item.id, what)
  const assigns = what === 'assign'
  const missing = assigns && reference.trim() === ''
  return (
    <ReasonSheet
      title={assigns ? words.assignTitle(item.number) : words.giveBackTitle(item.number)}
      note={assigns ? words.assignNote : words.giveBackNote}
      hint={words.reasonHint}
      send={words.propose}
      sending={proposal}
      missing={missing ? [id] : []}
      before={(tried) =>
        assigns ? <Field id={id} label={words.reference} example={words.referenceHint} value={reference} onChange={setReference} maxLength={60} error={tried && missing ? words.referenceMissing : null} /> : null
      }
      onSend={(reason) => proposal.mutate({ ...(assigns ? { reference: reference.normalize('NFKC').trim().toUpperCase() } : {}), reason }, { onSuccess: ({ approval }) => onDone(approval.number) })}
      onClose={onClose}
    />
  )
}
