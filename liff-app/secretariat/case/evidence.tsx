import { useState } from 'react'
import type { CaseFile } from '../../../server/cases/contract.ts'
import { ToneIcon } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { count, moment } from '../../ui/format.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable } from '../frame/data-table.tsx'
import { UrgencyBadge, urgencyTones } from '../frame/state-badges.tsx'
import { useOfficeWords } from '../words.ts'
import { Emphasis } from './emphasis.tsx'
import { PaymentPicture } from './payment-picture.tsx'
import { Signals } from './signals.tsx'
import alertStyles from './alerts.module.css'
import styles from './case.module.css'

type Alert = CaseFile['evidence'][number]
type Urgency = Alert['urgency']
const urgencies = ['immediate', 'daily', 'monthly'] as const
const shownAtFirst = 5

/** 根拠: why the case exists, alert by alert, the most urgent first. */
export function Evidence({ file }: { file: CaseFile }) {
  const { case: words } = useOfficeWords()
  const [only, setOnly] = useState<Urgency | null>(null)
  const there = urgencies.filter((urgency) => file.evidence.some((alert) => alert.urgency === urgency))
  const wanted = only !== null && there.includes(only) ? file.evidence.filter(({ urgency }) => urgency === only) : file.evidence
  const alerts = [...wanted].sort((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) || a.raisedAt.localeCompare(b.raisedAt))
  const rest = alerts.slice(shownAtFirst)
  return (
    <Block title={words.evidenceCount(count(file.evidence.length))}>
      {there.length > 1 ? <UrgencyFilter there={there} only={only} onChoose={setOnly} /> : null}
      {file.evidence.length === 0 ? <p className={styles.soft}>{words.noEvidence}</p> : null}
      {alerts.slice(0, shownAtFirst).map((alert) => (
        <AlertWords key={alert.id} alert={alert} file={file} />
      ))}
      {rest.length > 0 ? (
        <details>
          <summary>{words.moreHits(count(rest.length))}</summary>
          {rest.map((alert) => (
            <AlertWords key={alert.id} alert={alert} file={file} />
          ))}
        </details>
      ) : null}
    </Block>
  )
}

function UrgencyFilter({ there, only, onChoose }: { there: readonly Urgency[]; only: Urgency | null; onChoose: (urgency: Urgency | null) => void }) {
  const { case: words, urgency: urgencyWords } = useOfficeWords()
  return (
    <div role="group" aria-label={words.urgencyFilter} className={alertStyles.filter}>
      <Button kind="text" pressed={only === null} onPress={() => onChoose(null)}>
        {words.everyUrgency}
      </Button>
      {there.map((urgency) => (
        <Button key={urgency} kind="text" pressed={only === urgency} onPress={() => onChoose(urgency)}>
          {urgencyWords[urgency]}
        </Button>
      ))}
    </div>
  )
}

function AlertWords({ alert, file }: { alert: Alert; file: CaseFile }) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  const { subject } = alert
  // What a rule saw of a pair's customer is the pair's own.
  const isOther = (subject.kind !== file.subject.kind || subject.label !== file.subject.label) && !(file.subject.kind === 'pair' && subject.label === file.customer?.code)
  return (
    <article className={styles.hits} data-tone={urgencyTones[alert.urgency]}>
      <h3 className={styles.rule}>
        <ToneIcon tone={urgencyTones[alert.urgency]} size={20} />
        {alert.typology[language]}
        <UrgencyBadge urgency={alert.urgency} />
      </h3>
      {isOther ? <p className={styles.soft}>{words.aboutOther(subject.name[language], subject.label)}</p> : null}
      <div className={styles.hit}>
        <p>
          <Emphasis text={alert.sentence[language]} />
        </p>
        <Signals signals={alert.signals} />
        <PaymentPicture payments={file.payments.filter(({ id }) => alert.paymentIds.includes(id))} />
        <Figures alert={alert} />
      </div>
    </article>
  )
}

/** 数値を見る: what was measured, against what, and by which rule as it was set then. */
function Figures({ alert }: { alert: Alert }) {
  const { case: words } = useOfficeWords()
  const language = useLanguage()
  type Figure = Alert['figures'][number]
  const columns = [
    { name: words.figure, cell: (figure: Figure) => figure[language], wrap: 'phrases' as const },
    { name: words.value, cell: (figure: Figure) => figure.value, number: true },
    { name: words.threshold, cell: (figure: Figure) => figure.threshold, number: true },
  ]
  type Setting = Alert['settings'][number]
  const settings = [
    { name: words.setting, cell: (setting: Setting) => setting.name, wrap: 'words' as const },
    { name: words.value, cell: (setting: Setting) => setting.value, number: true },
  ]
  return (
    <details>
      <summary>{words.figures}</summary>
      <DataTable plain label={`${words.figures} ${alert.typology[language]} ${moment(alert.raisedAt, language)}`} columns={columns} rows={alert.figures} idOf={(figure) => figure.ja} />
      <p className={styles.soft}>{words.ruleVersion(alert.ruleName[language], String(alert.ruleVersion), moment(alert.raisedAt, language))}</p>
      {alert.settings.length > 0 ? (
        <DataTable plain label={`${words.settings} ${alert.ruleName[language]} ${moment(alert.raisedAt, language)}`} columns={settings} rows={alert.settings} idOf={(setting) => setting.name} />
      ) : null}
    </details>
  )
}
