import type { CaseFile } from '../../../server/cases/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { clock, moment, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { Clock } from '../frame/clock.tsx'
import { CheckEvidence } from '../evidence/check-evidence.tsx'
import { Block } from '../frame/columns.tsx'
import { useOfficeWords } from '../words.ts'
import styles from './case.module.css'

type Check = CaseFile['factChecks'][number]
const tones: Readonly<Record<Check['state'], Tone>> = { asked: 'attention', answered: 'ok', closed: 'quiet' }

/** 事実確認: what stores were asked and what they answered, beside what we have on record. */
export function FactChecks({ file }: { file: CaseFile }) {
  const { case: words } = useOfficeWords()
  return (
    <Block title={words.facts}>
      {file.factChecks.length === 0 ? <p className={styles.soft}>{words.noFacts}</p> : null}
      {file.factChecks.map((check) => (
        <CheckWords key={check.id} check={check} file={file} />
      ))}
    </Block>
  )
}

function CheckWords({ check, file }: { check: Check; file: CaseFile }) {
  const { case: words, list } = useOfficeWords()
  const language = useLanguage()
  return (
    <article className={styles.check}>
      <h3 className={styles.rule}>
        {check.storeCode} {check.storeName}
        <Badge tone={tones[check.state]}>{words.factsState[check.state]}</Badge>
      </h3>
      <p className={styles.soft}>
        {check.answeredAt ? words.factsAnswered(moment(check.answeredAt, language)) : words.factsDue(moment(check.dueAt, language))}{' '}
        {check.state === 'asked' ? <Clock deadline={check.dueAt} /> : null}
      </p>
      {check.question ? (
        <p>
          {list.pair(words.question, check.question)}
        </p>
      ) : null}
      {check.sameCheckout ? (
        <p>
          {list.pair(words.sameCheckout, words.same[check.sameCheckout])}
        </p>
      ) : null}
      {check.answers.map((answer) => (
        <AnswerWords key={answer.paymentId} answer={answer} file={file} />
      ))}
      <CheckEvidence caseId={file.id} factCheckId={check.id} />
    </article>
  )
}

function AnswerWords({ answer, file }: { answer: Check['answers'][number]; file: CaseFile }) {
  const { case: all, list } = useOfficeWords()
  const words = all.answer
  const payment = file.payments.find((one) => one.id === answer.paymentId)
  const differs = answer.recordFound === 'missing'
  const pairs = [
    [words.record, words.found[answer.recordFound]],
    [words.receipt, answer.receiptNumber],
    [words.goods, answer.goods],
    [words.staff, answer.staffOnDuty],
    [words.acquaintance, words.known[answer.acquaintance]],
  ] as const
  return (
    <div className={styles.answer} data-differs={differs || undefined}>
      {payment ? <p>{words.ours(yen(payment.amount), clock(payment.paidAt), payment.matchNumber)}</p> : null}
      {differs ? <Badge tone="danger">{words.differs}</Badge> : null}
      <dl className={styles.pairs}>
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? list.none}</dd>
          </div>
        ))}
      </dl>
      {answer.note ? (
        <p>
          {list.pair(words.note, answer.note)}
        </p>
      ) : null}
    </div>
  )
}
