import { useState } from 'react'
import type { SampleList } from '../../../server/cases/reports/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { count, inFours, moment, yen } from '../../ui/format.ts'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { useMark, useSample } from './queries.ts'
import styles from './reports.module.css'
import { useReportWords } from './words.ts'

type Sampled = SampleList['items'][number]
type Answer = NonNullable<Sampled['answer']>
const answers = ['genuine', 'fraud', 'unknown'] as const
const tones: Readonly<Record<Answer, Tone>> = { genuine: 'ok', fraud: 'danger', unknown: 'quiet' }

/** 無作為点検: payments that no rule said anything about, to be judged one by one. */
export function SampleBlock({ month }: { month: string }) {
  const words = useReportWords()
  const sample = useSample(month)
  return (
    <Block title={words.sample} id="sample">
      <Loaded query={sample} rows={4}>
        {({ items }) => (items.length === 0 ? <p className={styles.soft}>{words.sampleEmpty}</p> : <Items month={month} items={items} />)}
      </Loaded>
    </Block>
  )
}

function Items({ month, items }: { month: string; items: readonly Sampled[] }) {
  const words = useReportWords()
  const app = useAppWords()
  const mark = useMark(month)
  const [asking, setAsking] = useState<Sampled | null>(null)
  const mayAct = useOfficer().officerRole !== 'auditor'
  const give = (item: Sampled, answer: Answer) => (answer === 'fraud' ? setAsking(item) : mark.mutate({ paymentId: item.paymentId, answer }))
  return (
    <>
      <Note>{words.sampleLead}</Note>
      <p role="status">{words.sampleLeft(count(items.filter(({ answer }) => answer === null).length))}</p>
      {mark.error ? <Problem problem={mark.error} /> : null}
      <ul className={styles.sample}>
        {items.map((item) => (
          <SampledRow key={item.paymentId} item={item} busy={mark.isPending ? words.marking : null} onMark={mayAct ? (answer) => give(item, answer) : null} />
        ))}
      </ul>
      {asking ? (
        <ConfirmSheet
          title={words.fraudAsk}
          onClose={() => setAsking(null)}
          buttons={
            <>
              <Button
                kind="danger"
                onPress={() => {
                  mark.mutate({ paymentId: asking.paymentId, answer: 'fraud' })
                  setAsking(null)
                }}
              >
                {words.fraudYes}
              </Button>
              <Button onPress={() => setAsking(null)}>{app.cancel}</Button>
            </>
          }
        >
          <p>{words.fraudNext}</p>
        </ConfirmSheet>
      ) : null}
    </>
  )
}

function SampledRow({ item, busy, onMark }: { item: Sampled; busy: string | null; onMark: ((answer: Answer) => void) | null }) {
  const words = useReportWords()
  const language = useLanguage()
  return (
    <li className={styles.sampled}>
      <div className={styles.text}>
        <b>{yen(item.amount)}</b> {moment(item.paidAt, language)}
        <br />
        {item.storeCode} {item.storeName}
        <br />
        <span className={styles.soft}>
          {item.customerCode} {inFours(item.number)}
        </span>
      </div>
      {item.answer === null ? (
        <div className={styles.buttons}>
          {onMark
            ? answers.map((answer) => (
                <Button key={answer} busy={busy} label={words.markOf(words.mark[answer], inFours(item.number))} onPress={() => onMark(answer)}>
                  {words.mark[answer]}
                </Button>
              ))
            : null}
        </div>
      ) : (
        <p>
          <Badge tone={tones[item.answer]}>{words.mark[item.answer]}</Badge> <span className={styles.soft}>{words.markedBy(item.answeredBy ?? '', item.answeredAt ? moment(item.answeredAt, language) : '')}</span>
        </p>
      )}
    </li>
  )
}
