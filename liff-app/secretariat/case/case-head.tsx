import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { useOfficer } from '../../session.tsx'
import { Badge, ToneIcon, type Tone } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { moment, shortDay, yen } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { Clock } from '../frame/clock.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { Deadlines } from './deadlines.tsx'
import { CaseStateBadge, UrgencyBadge } from '../frame/state-badges.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import styles from './case.module.css'

/** 状態と期限: where the case stands, who answers for it, and what is stopped meanwhile. */
export function CaseHead({ file }: { file: CaseFile }) {
  const { case: words, queue, approvals } = useOfficeWords()
  const core = useCaseCoreWords()
  const language = useLanguage()
  const mayAct = useOfficer().officerRole !== 'auditor'
  const waiting = file.approvals.filter((approval) => approval.state === 'proposed')
  return (
    <section aria-label={words.states} className={styles.headBlock}>
      {file.pinned === null ? null : <Banner tone="attention">{file.pinned}</Banner>}
      <div className={styles.badges}>
        <UrgencyBadge urgency={file.urgency} />
        <CaseStateBadge state={file.state} />
        {file.state === 'checking_facts' && file.verdict ? <Badge tone="quiet">{words.verdictForm[file.verdict.verdict]}</Badge> : null}
        {waiting.map((approval) => (
          <Link key={approval.id} to={officePaths.approval(approval.id)} className={styles.badgeLink}>
            <Badge tone="attention">
              {words.waitingApproval(approval.number)} {approvals.kind[approval.kind as keyof typeof approvals.kind]}
            </Badge>
          </Link>
        ))}
      </div>
      <dl className={styles.headFacts}>
        <Fact name={words.subjectKind}>
          {file.subject.name[language]} {file.subject.label}
        </Fact>
        <Fact name={words.owner}>{file.owner?.name ?? queue.noOwner}</Fact>
        <Fact name={words.nextOn}>{file.nextWhat === null ? shortDay(file.nextOn, language) : core.nextWhat(shortDay(file.nextOn, language), file.nextWhat)}</Fact>
        <Fact name={core.clocks}>
          <Deadlines clocks={file.clocks} />
        </Fact>
        <Fact name={words.amount}>{yen(file.amountAtRisk)}</Fact>
        <Fact name={words.opened}>{moment(file.openedAt, language)}</Fact>
        {file.verdict ? <Fact name={words.verdict}><Verdict verdict={file.verdict} /></Fact> : null}
      </dl>
      {file.customer ? <StopLine freeze={file.freeze} /> : <p className={styles.stop}>{words.stopNobody}</p>}
      {mayAct ? (
        <a className={styles.jump} href="#moves">
          {words.toMoves}
        </a>
      ) : null}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Verdict({ verdict }: { verdict: NonNullable<CaseFile['verdict']> }) {
  const { case: words, list } = useOfficeWords()
  const language = useLanguage()
  const reasons: Readonly<Record<string, string>> = words.verdictForm[`${verdict.verdict}_reasons`]
  return (
    <>
      <b>{list.aside(words.verdictForm[verdict.verdict], reasons[verdict.reason] ?? verdict.reason)}</b> {verdict.note} <span className={styles.soft}>{words.verdictBy(verdict.by, moment(verdict.at, language))}</span>
    </>
  )
}

/** What is stopped is shown apart from the state, because a provisional stop may come first. */
function StopLine({ freeze }: { freeze: CaseFile['freeze'] }) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  const tone: Tone = freeze && (freeze.state === 'provisional' || freeze.state === 'confirmed') ? 'stopped' : 'quiet'
  return (
    <p className={styles.stop} data-tone={tone}>
      <ToneIcon tone={tone} size={20} />
      <span>
        {freeze === null ? words.stopNothing : stopWords(freeze, words, language)}
        {freeze === null ? null : (
          <>
            {' '}
            {freeze.state === 'provisional' && freeze.lapsesAt ? <Clock deadline={freeze.lapsesAt} /> : null}{' '}
            <span className={styles.soft}>{words.stopBy(freeze.by, moment(freeze.startedAt, language))}</span>
          </>
        )}
      </span>
    </p>
  )
}

function stopWords(freeze: NonNullable<CaseFile['freeze']>, words: ReturnType<typeof useOfficeWords>['case'], language: 'ja' | 'en'): string {
  switch (freeze.state) {
    case 'provisional':
      return words.stopProvisional(freeze.lapsesAt ? moment(freeze.lapsesAt, language) : '')
    case 'confirmed':
      return words.stopConfirmed
    case 'lapsed':
      return words.stopLapsed
    case 'lifted':
      return words.stopLifted
  }
}
