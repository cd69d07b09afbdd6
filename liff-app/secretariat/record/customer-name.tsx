import { useState } from 'react'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Facts } from '../../ui/list-rows.tsx'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note } from '../../ui/stack.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { useOfficeWords } from '../words.ts'
import styles from './customer-file.module.css'
import { useReveal, type Purpose } from './queries.ts'

/** 氏名を表示 in a case, for whoever may write something down in it. */
export function CustomerName({ file }: { file: CaseFile }) {
  const mayLook = useOfficer().officerRole !== 'auditor' && file.records.some(({ name, disabled }) => name === 'note' && disabled === null)
  return <OpenedName revealing={useReveal(file.id)} mayLook={mayLook} />
}

/** Masked until somebody says what for; hidden again by a press, and gone when the screen is left. */
export function OpenedName({ revealing, mayLook }: { revealing: ReturnType<typeof useReveal>; mayLook: boolean }) {
  const { customer: words } = useCaseCoreWords()
  const { case: caseWords } = useOfficeWords()
  const [asking, setAsking] = useState(false)
  if (revealing.data) {
    const { kana, phone, name } = revealing.data
    return (
      <>
        <Facts
          facts={[
            [caseWords.name, name],
            [words.kana, kana],
            [
              words.phone,
              <a key="phone" className={styles.link} href={`tel:${phone}`}>
                {phone}
              </a>,
            ],
          ]}
        />
        <Note>{words.revealedFor(words.purposes[revealing.variables])}</Note>
        <Button onPress={() => revealing.reset()}>{words.hide}</Button>
      </>
    )
  }
  if (!mayLook) return null
  return (
    <>
      <Button onPress={() => setAsking(true)}>{words.reveal}</Button>
      {asking ? <PurposeSheet revealing={revealing} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function PurposeSheet({ revealing, onClose }: { revealing: ReturnType<typeof useReveal>; onClose: () => void }) {
  const { customer: words } = useCaseCoreWords()
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  const [tried, setTried] = useState(false)
  const show = () => {
    if (purpose === null) setTried(true)
    else revealing.mutate(purpose, { onSuccess: onClose })
  }
  return (
    <ConfirmSheet
      title={words.revealTitle}
      onClose={onClose}
      buttons={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button kind="primary" busy={revealing.isPending ? words.showing : null} onPress={show}>
            {words.show}
          </Button>
        </>
      }
    >
      <Note>{words.revealNote}</Note>
      <Choice
        legend={words.purpose}
        value={purpose}
        onChange={setPurpose}
        options={(['fact-check', 'contact', 'repayment', 'disclosure'] as const).map((value) => ({ value, label: words.purposes[value] }))}
        error={tried && purpose === null ? words.purposeMissing : null}
      />
      {revealing.error ? <Problem problem={revealing.error} /> : null}
    </ConfirmSheet>
  )
}
