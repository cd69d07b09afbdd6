import type { BacktestSeen, TrialResult } from '../../../server/fraud/settings/contract.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { count, recently, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Note } from '../../ui/stack.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { useBacktest, useSend } from './queries.ts'
import { useRuleWords } from './words.ts'
import styles from './rules.module.css'

const tones: Readonly<Record<BacktestSeen['state'], Tone>> = { waiting: 'info', running: 'info', done: 'ok', cancelled: 'quiet', failed: 'danger' }

/** The newest trial of a rule: how far it is, or whom it would have named. */
export function BacktestBlock({ first }: { first: BacktestSeen }) {
  const words = useRuleWords()
  const language = useLanguage()
  const now = useNow(60_000)
  const { data: trial } = useBacktest(first)
  const waits = trial.state === 'waiting' || trial.state === 'running'
  return (
    <Block title={words.backtest} beside={<Badge tone={tones[trial.state]}>{words.backtestStates[trial.state]}</Badge>}>
      <p>{trial.says[language]}</p>
      <Note>{words.tried(trial.by, recently(trial.askedAt, now, language))}</Note>
      {waits ? <Underway trial={trial} /> : null}
      {trial.state === 'failed' ? <Banner tone="danger">{words.failed}</Banner> : null}
      {trial.result ? <Outcome result={trial.result} /> : null}
    </Block>
  )
}

function Underway({ trial }: { trial: BacktestSeen }) {
  const words = useRuleWords()
  const officer = useOfficer()
  const cancelling = useSend(`/backtests/${trial.id}/cancel`)
  return (
    <>
      <ProgressBar done={trial.progress} whole={1} words={words.progress(String(Math.round(trial.progress * 100)))} />
      {cancelling.error ? <Problem problem={cancelling.error} /> : null}
      {officer.officerRole === 'auditor' ? null : <Button onPress={() => cancelling.mutate({})}>{words.cancel}</Button>}
    </>
  )
}

function Outcome({ result: { days, before, after, newCases, newYen, gained, lostCases, lost } }: { result: TrialResult }) {
  const words = useRuleWords()
  const each = (figure: number) => figure.toFixed(1)
  const { immediate, daily, monthly } = after.perDay
  return (
    <>
      {after.trips ? <Banner tone="attention">{words.trips}</Banner> : null}
      <Facts
        facts={[
          [words.perDay, `${words.compared(each(after.alerts / days), each(before.alerts / days))} ${words.urgencies(each(immediate), each(daily), each(monthly))}`],
          [words.newCases, words.newCasesOf(count(newCases), yen(newYen))],
          [words.atRisk, words.yenCompared(yen(after.yenAtRisk), yen(before.yenAtRisk))],
          [words.customers, words.peopleCompared(count(after.customers), count(before.customers))],
          [words.confirmed, words.cases(count(after.confirmed))],
          [words.cleared, words.cases(count(after.cleared))],
        ]}
      />
      <Touched title={words.gained} touched={gained} all={newCases} />
      <Touched title={words.lost} touched={lost} all={lostCases} />
    </>
  )
}

function Touched({ title, touched, all }: { title: string; touched: TrialResult['gained']; all: number }) {
  const words = useRuleWords()
  const language = useLanguage()
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {all === 0 ? <Note>{words.nobody}</Note> : null}
      <ul className={styles.touched}>
        {touched.map(({ kind, id, code, amount, says }) => (
          <li key={`${kind}:${id}`}>
            <span className={styles.head}>
              <b>{code}</b>
              <span>{yen(amount)}</span>
            </span>
            <p className={styles.soft}>{says[language]}</p>
          </li>
        ))}
      </ul>
      {all > touched.length ? <Note>{words.more(count(all - touched.length))}</Note> : null}
    </section>
  )
}
