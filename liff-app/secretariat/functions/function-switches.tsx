import { useState } from 'react'
import type { FunctionSeen, ProgrammeFunction } from '../../../server/secretariat/functions/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { recently } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import styles from './functions.module.css'
import { useFunctions, useProposeResume, useStopFunction } from './queries.ts'
import { ResumeSheet } from './resume-sheet.tsx'
import { StopSheet } from './stop-sheet.tsx'

interface Asking {
  readonly what: 'stop' | 'resume'
  readonly name: ProgrammeFunction
}

/** 停止スイッチ: what runs, what is stopped by whom and why; stopping, and proposing to resume. */
export function FunctionSwitches() {
  const { functions: words } = useOfficeWords()
  const functions = useFunctions()
  const [asking, setAsking] = useState<Asking | null>(null)
  const stopping = useStopFunction()
  const proposing = useProposeResume()
  const close = () => setAsking(null)
  return (
    <section className={styles.section} aria-label={words.title}>
      <h2>{words.title}</h2>
      <Note>{words.intro}</Note>
      {stopping.isSuccess ? <Banner tone="stopped">{words.stoppedNow(words.names[stopping.variables.name])}</Banner> : null}
      {proposing.isSuccess ? <Banner tone="info">{words.proposedNow(proposing.data.approval.number)}</Banner> : null}
      {[stopping.error, proposing.error].map((problem) => (problem ? <Problem key={problem.message} problem={problem} /> : null))}
      <Loaded query={functions} rows={6} tall>
        {({ items, payingNow }) => (
          <>
            <div className={styles.switches}>
              {items.map((seen) => (
                <Switch key={seen.function} seen={seen} onAsk={(what) => setAsking({ what, name: seen.function })} />
              ))}
            </div>
            {asking?.what === 'stop' ? (
              <StopSheet
                name={asking.name}
                payingNow={payingNow}
                onClose={close}
                onStop={(asked) => {
                  close()
                  proposing.reset()
                  stopping.mutate({ name: asking.name, ...asked })
                }}
              />
            ) : null}
            {asking?.what === 'resume' ? (
              <ResumeSheet
                name={asking.name}
                onClose={close}
                onPropose={(reason) => {
                  close()
                  stopping.reset()
                  proposing.mutate({ name: asking.name, reason })
                }}
              />
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  )
}

function Switch({ seen, onAsk }: { seen: FunctionSeen; onAsk: (what: Asking['what']) => void }) {
  const { functions: words } = useOfficeWords()
  const language = useLanguage()
  const now = useNow(60_000)
  const officer = useOfficer()
  const { stop, pending } = seen
  const name = words.names[seen.function]
  return (
    <Block title={name} beside={<Badge tone={stop ? 'stopped' : 'ok'}>{stop ? words.stopped : words.running}</Badge>}>
      <Note>{words.effects[seen.function]}</Note>
      {stop ? (
        <>
          <p>{words.by(stop.by, recently(stop.at, now, language))}</p>
          <p>{words.reasonOf(stop.reason)}</p>
          <p>{stop.expectedUntil ? words.expected(recently(stop.expectedUntil, now, language)) : words.noExpected}</p>
        </>
      ) : null}
      {pending ? (
        <>
          <p>{words.pending(pending.number)}</p>
          <ButtonLink to={officePaths.approval(pending.id)}>{words.toApproval}</ButtonLink>
        </>
      ) : null}
      {officer.officerRole === 'auditor' || pending ? null : stop ? (
        <Button disabledReason={seen.resumeDisabled?.[language]} onPress={() => onAsk('resume')} label={`${name} ${words.resume}`}>
          {words.resume}
        </Button>
      ) : (
        <Button kind="danger" disabledReason={seen.stopDisabled?.[language]} onPress={() => onAsk('stop')} label={`${name} ${words.stop}`}>
          {words.stop}
        </Button>
      )}
    </Block>
  )
}
