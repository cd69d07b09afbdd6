import { useId, useState } from 'react'
import type { AppealSeen } from '../../../server/cases/appeals/contract.ts'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { Problem } from '../../problem.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { day, moment } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useLanguage } from '../../words/language.ts'
import styles from '../case/case.module.css'
import { Block } from '../frame/columns.tsx'
import { useStopAct } from './queries.ts'
import { useOfficeStopWords } from './words.ts'

const tones: Readonly<Record<AppealSeen['state'], Tone>> = { open: 'attention', accepted: 'ok', rejected: 'quiet' }

/** 異議の申し出: what the customer says, until when somebody answers, and the answer. Not there when nobody has appealed. */
export function AppealsBlock({ file, acts }: { file: CaseFile; acts: boolean }) {
  const { appeals: words } = useOfficeStopWords()
  const language = useLanguage()
  if (file.appeals.length === 0) return null
  return (
    <Block title={words.title} id="appeals">
      {file.appeals.map((appeal) => (
        <article key={appeal.id} className={styles.check}>
          <h3 className={styles.rule}>
            {[words.about[appeal.about], appeal.aboutNumber].filter(Boolean).join(' ')}
            <Badge tone={tones[appeal.state]}>{words.states[appeal.state]}</Badge>
          </h3>
          <p className={styles.answer}>{appeal.text}</p>
          <Facts
            facts={[
              [words.dueOn, day(appeal.dueOn, language)],
              ...(appeal.decidedBy && appeal.decidedAt ? [[words.by, `${appeal.decidedBy}（${moment(appeal.decidedAt, language)}）`] as const] : []),
              ...(appeal.reason ? [[words.reason, appeal.reason] as const] : []),
            ]}
          />
          {appeal.state === 'open' ? <p className={styles.soft}>{words.noReminders}</p> : null}
          {appeal.state === 'open' && acts ? <Decide caseId={file.id} appeal={appeal} /> : null}
        </article>
      ))}
    </Block>
  )
}

function Decide({ caseId, appeal }: { caseId: string; appeal: AppealSeen }) {
  const { appeals: words } = useOfficeStopWords()
  const language = useLanguage()
  const id = useId()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const sending = useStopAct(caseId, 'decide-appeal')
  const no = appeal.mayDecide ? `${words.cannot}${appeal.mayDecide[language]}` : null
  const decide = (accepted: boolean) => {
    if (reason.trim() === '') setTried(true)
    else sending.mutate({ appealId: appeal.id, accepted, reason: reason.trim() })
  }
  if (no) return <Button disabledReason={no}>{words.accept}</Button>
  return (
    <>
      <Field id={id} label={words.reason} example={words.reasonHint} value={reason} onChange={setReason} maxLength={500} lines={3} error={tried && reason.trim() === '' ? words.reasonMissing : null} />
      {sending.error ? <Problem problem={sending.error} /> : null}
      <Button kind="primary" busy={sending.isPending ? words.sending : null} onPress={() => decide(true)}>
        {words.accept}
      </Button>
      <Button busy={sending.isPending ? words.sending : null} onPress={() => decide(false)}>
        {words.reject}
      </Button>
    </>
  )
}
