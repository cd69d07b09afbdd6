import { useState } from 'react'
import type { CaseFile } from '../../../server/cases/contract.ts'
import type { TargetSeen } from '../../../server/cases/stops/targets/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { moment, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { useLanguage } from '../../words/language.ts'
import styles from '../case/case.module.css'
import { Block } from '../frame/columns.tsx'
import { StopForm, type StopAct } from './stop-form.tsx'
import { useOfficeStopWords } from './words.ts'

type Level = 'none' | NonNullable<TargetSeen['stop']>['level']
const tones: Readonly<Record<Level, Tone>> = { none: 'quiet', provisional: 'stopped', confirmed: 'stopped', lapsed: 'quiet', lifted: 'quiet' }
const kinds = ['device', 'line_account', 'acceptance', 'payouts'] as const

/** 止める対象: the customer's payments, devices and LINE account, the store's acceptance and payouts; each with level, reason, until and who. */
export function TargetsBlock({ file, acts }: { file: CaseFile; acts: boolean }) {
  const { targets: words } = useOfficeStopWords()
  const [done, setDone] = useState<string | null>(null)
  return (
    <Block title={words.title} id="targets">
      <div role="status">{done ? <Banner tone="ok">{done}</Banner> : null}</div>
      <PaymentsRow file={file} />
      {file.targets.length === 0 ? <p className={styles.soft}>{words.none}</p> : null}
      {kinds.flatMap((kind) =>
        file.targets.filter(({ target }) => target === kind).map((target) => <TargetRow key={`${kind}:${target.targetId}`} caseId={file.id} target={target} acts={acts} onDone={setDone} />),
      )}
    </Block>
  )
}

function PaymentsRow({ file: { customer, freeze } }: { file: CaseFile }) {
  const { targets: words } = useOfficeStopWords()
  const language = useLanguage()
  const level = freeze?.state ?? 'none'
  return (
    <article className={styles.check}>
      <h3 className={styles.rule}>
        {words.kinds.payments}
        <Badge tone={tones[level]}>{words.levels[level]}</Badge>
      </h3>
      {customer === null ? <p className={styles.soft}>{words.noCustomer}</p> : null}
      {freeze ? (
        <Facts
          facts={[
            [words.since, moment(freeze.startedAt, language)],
            ...(freeze.lapsesAt ? [[words.until, moment(freeze.lapsesAt, language)] as const] : []),
            [words.who, freeze.by],
          ]}
        />
      ) : null}
      {customer === null ? null : (
        <p className={styles.soft}>
          {words.paymentsHint} <a className={styles.badgeLink} href="#moves">{words.toMoves}</a>
        </p>
      )}
    </article>
  )
}

interface RowProps {
  readonly caseId: string
  readonly target: TargetSeen
  readonly acts: boolean
  readonly onDone: (says: string | null) => void
}

function TargetRow({ caseId, target, acts, onDone }: RowProps) {
  const { targets: words } = useOfficeStopWords()
  const [act, setAct] = useState<StopAct | null>(null)
  const level = target.stop?.level ?? 'none'
  const finish = (says: string) => {
    setAct(null)
    onDone(says)
  }
  return (
    <article className={styles.check}>
      <h3 className={styles.rule}>
        {words.kinds[target.target]}
        <Badge tone={tones[level]}>{words.levels[level]}</Badge>
      </h3>
      <p>{target.name}</p>
      <StopFacts target={target} />
      {acts && act === null ? <Acts target={target} onChoose={(chosen) => (onDone(null), setAct(chosen))} /> : null}
      {act ? <StopForm caseId={caseId} target={target} act={act} onDone={finish} onCancel={() => setAct(null)} /> : null}
    </article>
  )
}

function StopFacts({ target: { stop, unpaid } }: { target: TargetSeen }) {
  const { targets: words } = useOfficeStopWords()
  const language = useLanguage()
  const facts = [
    ...(unpaid === null ? [] : [[words.unpaid, yen(unpaid)] as const]),
    ...(stop
      ? [
          [words.reason, `${words.reasons[stop.reason]}・${stop.note}`] as const,
          [words.since, moment(stop.startedAt, language)] as const,
          ...(stop.until ? [[words.until, moment(stop.until, language)] as const] : []),
          [words.who, stop.by] as const,
          [words.byCase, stop.caseNumber] as const,
        ]
      : []),
  ]
  return facts.length > 0 ? <Facts facts={facts} /> : null
}

/** What can be done about it now; what cannot, with its reason. A row that is stopped offers no second stop, one that is not offers no lift. */
function Acts({ target, onChoose }: { target: TargetSeen; onChoose: (act: StopAct) => void }) {
  const { targets: words } = useOfficeStopWords()
  const language = useLanguage()
  const open = target.stop?.level === 'provisional' || target.stop?.level === 'confirmed'
  const offered = [
    ...(open ? [] : [['stop', target.mayStop] as const]),
    ...(target.stop?.level === 'confirmed' ? [] : [['confirm', target.mayConfirm] as const]),
    ...(open ? [['lift', target.mayLift] as const] : []),
  ]
  return offered.map(([act, no]) => (
    <Button key={act} kind={act === 'lift' || no ? 'secondary' : 'danger'} label={`${words[act]}：${target.name}`} disabledReason={no ? `${words.cannot}${no[language]}` : null} onPress={() => onChoose(act)}>
      {words[act]}
    </Button>
  ))
}
