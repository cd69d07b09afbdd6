import { useState } from 'react'
import type { BacktestSeen, RuleFile } from '../../../server/fraud/settings/contract.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Pick } from '../../ui/pick.tsx'
import { count } from '../../ui/format.ts'
import { RuleReason } from './rule-reason.tsx'
import { useSend } from './queries.ts'
import { useRuleWords } from './words.ts'
import styles from './rules.module.css'

type Days = '7' | '30' | '90'

interface SettingsActionsProps {
  readonly file: RuleFile
  readonly settings: Readonly<Record<string, unknown>>
  /** What to mend before anything is sent. */
  readonly wrong: string | null
}

/** What can be done with settings that somebody has typed: try them on the past, save them. */
export function SettingsActions({ file, settings, wrong }: SettingsActionsProps) {
  const words = useRuleWords()
  const officer = useOfficer()
  const [days, setDays] = useState<Days>('30')
  const [saving, setSaving] = useState(false)
  const [saved, setSaved] = useState<number | null>(null)
  const trying = useSend<BacktestSeen>(`/rules/${file.rule.id}/backtests`)
  if (officer.officerRole === 'auditor') return null
  const options = (['7', '30', '90'] as const).map((value) => ({ value, label: words.dayCount[value] }))
  return (
    <>
      <Pick label={words.days} value={days} options={options} onChange={setDays} />
      {trying.error ? <Problem problem={trying.error} /> : null}
      <div className={styles.actions}>
        <Button busy={trying.isPending ? words.trying : null} disabledReason={wrong ?? (file.busyBacktest ? words.busy : null)} onPress={() => trying.mutate({ settings, days: Number(days) })}>
          {words.tryIt}
        </Button>
        <Button kind="primary" disabledReason={wrong} onPress={() => setSaving(true)}>
          {words.save}
        </Button>
      </div>
      {saved === null ? null : <Banner tone="ok">{words.saved(count(saved))}</Banner>}
      {saving ? (
        <RuleReason
          title={words.saveTitle}
          note={words.saveNote}
          path={`/rules/${file.rule.id}/settings`}
          body={{ settings }}
          send={words.save}
          onClose={() => setSaving(false)}
          onDone={(answer: RuleFile) => {
            setSaving(false)
            setSaved(answer.shadow)
          }}
        />
      ) : null}
    </>
  )
}
