import { useEffect, useRef, useState } from 'react'
import type { CaseFile, Move } from '../../../server/cases/contract.ts'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useLanguage } from '../../words/language.ts'
import { useMove } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import { AskCustomerForm } from './ask-customer-form.tsx'
import { AskStoreForm } from './ask-store-form.tsx'
import { DeferForm } from './defer-form.tsx'
import { BookingForm } from './booking-form.tsx'
import { DeclineForm } from './decline-form.tsx'
import { DemandForm } from './demand-form.tsx'
import type { Draft, MoveFormProps } from './draft.ts'
import { InstalmentsForm } from './instalments-form.tsx'
import { LetterForm } from './letter-form.tsx'
import { LimitationForm } from './limitation-form.tsx'
import { LinkedCaseForm } from './linked-case-form.tsx'
import { PoliceForm } from './police-form.tsx'
import { PostingForm } from './posting-form.tsx'
import { Preview } from './preview.tsx'
import { ReasonForm } from './reason-form.tsx'
import { ReturnForm } from './return-form.tsx'
import { VerdictForm } from './verdict-form.tsx'
import { WriteOffForm } from './write-off-form.tsx'
import styles from './moves.module.css'

interface ComposerProps {
  readonly file: CaseFile
  readonly move: Move
  readonly onCancel: () => void
  readonly onDone: (says: string) => void
}

/** One move from what is asked to what will be sent: first the form, then exactly what goes out, then the press. */
export function MoveComposer({ file, move, onCancel, onDone }: ComposerProps) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  const handsOver = move.name === 'take' && move.disabled?.reason === 'already-taken'
  const [draft, setDraft] = useState<Draft | null>(() => (move.name === 'take' ? { body: { handOver: handsOver }, facts: [], messages: [] } : null))
  const sending = useMove(file.id, move.name)
  const send = async ({ body }: Draft) => {
    const answer = await sending.mutateAsync(body).catch(() => null)
    if (!answer) return
    onDone('approval' in answer ? `${words.done[move.name]}${words.doneNumber(answer.approval.number)}` : words.done[move.name])
  }
  const noLonger = handsOver ? null : (move.disabled?.[language] ?? null)
  return (
    <section className={styles.composer} aria-label={words.moveNames[move.name]}>
      <FocusedHeading key={draft ? 'preview' : 'form'} text={draft && draft.messages.length > 0 ? words.previewTitle : words.moveNames[move.name]} />
      <p>{handsOver ? words.handOverAsk(file.owner?.name ?? '') : words.whatHappens[move.name]}</p>
      {noLonger ? <Banner tone="attention">{noLonger}</Banner> : null}
      <div hidden={draft !== null}>
        <FormOf move={move} file={file} onDraft={setDraft} onCancel={onCancel} noLonger={noLonger} />
      </div>
      {draft ? (
        <>
          <Preview draft={draft} />
          {sending.error ? <Problem problem={sending.error} /> : null}
          <Button
            kind={move.name === 'freeze-provisionally' ? 'danger-filled' : 'primary'}
            busy={sending.isPending ? words.sending : null}
            disabledReason={sending.isPending ? null : noLonger}
            onPress={() => void send(draft)}
          >
            {words.send[move.name]}
          </Button>
          {move.name === 'take' ? null : <Button onPress={() => setDraft(null)}>{words.fix}</Button>}
          <Button kind="text" onPress={onCancel}>
            {words.cancel}
          </Button>
        </>
      ) : null}
    </section>
  )
}

function FormOf({ move, ...props }: MoveFormProps & { move: Move }) {
  switch (move.name) {
    case 'take':
      return null
    case 'ask-store':
      return <AskStoreForm {...props} />
    case 'ask-customer':
      return <AskCustomerForm {...props} />
    case 'open-linked-case':
      return <LinkedCaseForm {...props} />
    case 'give-verdict':
      return <VerdictForm {...props} />
    case 'propose-demand':
      return <DemandForm {...props} />
    case 'propose-instalments':
      return <InstalmentsForm {...props} />
    case 'decline-instalments':
      return <DeclineForm {...props} />
    case 'propose-defer':
      return <DeferForm {...props} />
    case 'print-letter':
      return <LetterForm {...props} />
    case 'record-posting':
      return <PostingForm {...props} />
    case 'propose-booking':
      return <BookingForm {...props} />
    case 'propose-return':
      return <ReturnForm {...props} />
    case 'propose-write-off':
      return <WriteOffForm {...props} />
    case 'report-to-police':
      return <PoliceForm {...props} />
    case 'note-limitation':
      return <LimitationForm {...props} />
    case 'propose-withdrawal':
    case 'freeze-provisionally':
    case 'propose-freeze':
    case 'propose-unfreeze':
    case 'close':
      return <ReasonForm {...props} name={move.name} />
  }
}

/** Takes the focus when a step begins, so that nobody has to look for it. */
function FocusedHeading({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <h3 ref={heading} tabIndex={-1} className={styles.heading}>
      {text}
    </h3>
  )
}
