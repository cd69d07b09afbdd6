import type { ReactNode } from 'react'
import { useState } from 'react'
import type { StorePage } from '../../../server/cases/store/contract.ts'
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
import { useOfficePageWords } from '../page-words.ts'
import { PayoutReason } from '../payouts/payout-reason.tsx'
import styles from './stores.module.css'

type Asking = 'hold' | 'resume'

/** What is stopped at a store. Accepting is stopped within a case; payouts also without one. */
export function StoreSwitches({ store }: { store: StorePage }) {
  const { stores: words } = useOfficePageWords()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [done, setDone] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  const onDone = () => {
    setDone(asking)
    close()
  }
  return (
    <Block title={words.switches}>
      <div role="status">{done ? <Banner tone={done === 'hold' ? 'stopped' : 'info'}>{done === 'hold' ? words.held1 : words.resumed}</Banner> : null}</div>
      <Accepting store={store} />
      <Payouts store={store} onAsk={setAsking} />
      {asking === 'hold' ? (
        <PayoutReason title={words.holdTitle(store.name)} note={words.holdNote} hint={words.holdHint} path={`/stores/${store.id}/hold-payouts`} send={words.hold} onDone={onDone} onClose={close} />
      ) : null}
      {asking === 'resume' ? (
        <PayoutReason title={words.resumeTitle(store.name)} note={words.resumeNote} hint={words.resumeHint} path={`/stores/${store.id}/propose-resume-payouts`} send={words.resume} onDone={onDone} onClose={close} />
      ) : null}
    </Block>
  )
}

function Switch({ name, on, says, children }: { name: string; on: boolean; says: string; children: ReactNode }) {
  return (
    <div className={styles.switch}>
      <div className={styles.switchHead}>
        <h3>{name}</h3>
        <Badge tone={on ? 'ok' : 'stopped'}>{says}</Badge>
      </div>
      {children}
    </div>
  )
}

function Accepting({ store }: { store: StorePage }) {
  const { stores: words } = useOfficePageWords()
  const language = useLanguage()
  const now = useNow(60_000)
  const isAuditor = useOfficer().officerRole === 'auditor'
  const { acceptanceStop: stop, acceptance } = store
  const openCase = stop?.caseId ?? store.cases.find(({ state }) => state !== 'closed')?.id
  return (
    <Switch name={words.acceptance} on={acceptance === 'open'} says={acceptance === 'open' ? words.acceptanceOn : words.acceptanceOff}>
      {stop ? <p>{[words.stopBy(recently(stop.since, now, language), stop.by), ...(stop.lapsesAt ? [words.lapses(recently(stop.lapsesAt, now, language))] : [])].join(' ')}</p> : null}
      {openCase === undefined ? isAuditor ? null : <Note>{words.noCase}</Note> : <ButtonLink to={officePaths.case(openCase)}>{stop && isAuditor ? words.byCase(stop.caseNumber) : isAuditor ? words.casesTitle : words.toCase}</ButtonLink>}
    </Switch>
  )
}

function Payouts({ store, onAsk }: { store: StorePage; onAsk: (asking: Asking) => void }) {
  const { stores: words } = useOfficePageWords()
  const language = useLanguage()
  const now = useNow(60_000)
  const isAuditor = useOfficer().officerRole === 'auditor'
  const { payoutHold: hold, holdDisabled } = store
  const reason = holdDisabled?.[language]
  return (
    <Switch name={words.payouts} on={hold === null} says={hold ? words.payoutsOff : words.payoutsOn}>
      {hold ? (
        <>
          <p>{[words.stopBy(recently(hold.since, now, language), hold.by), ...(hold.caseNumber ? [words.byCase(hold.caseNumber)] : [])].join(' ')}</p>
          <p>{words.holdReason(hold.reason)}</p>
        </>
      ) : null}
      {hold?.pending ? <Note>{words.pending(hold.pending)}</Note> : null}
      {isAuditor || hold?.pending ? null : hold ? (
        <Button disabledReason={reason} onPress={() => onAsk('resume')}>
          {words.resume}
        </Button>
      ) : (
        <Button kind="danger" disabledReason={reason} onPress={() => onAsk('hold')}>
          {words.hold}
        </Button>
      )}
    </Switch>
  )
}
