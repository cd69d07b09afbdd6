import { useState } from 'react'
import type { RuleFile, VersionSeen } from '../../../server/fraud/settings/contract.ts'
import { useOfficer } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { count, recently } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable } from '../frame/data-table.tsx'
import { RuleReason } from './rule-reason.tsx'
import { useRuleWords } from './words.ts'
import styles from './rules.module.css'

const tones = { live: 'ok', shadow: 'info', off: 'quiet' } as const

/** Every version, the newest first: what it said, who saved it and why. None is ever edited; to go back is to save an old one anew. */
export function VersionsBlock({ file: { rule, versions, decided, shadow } }: { file: RuleFile }) {
  const words = useRuleWords()
  const language = useLanguage()
  const now = useNow(60_000)
  const officer = useOfficer()
  const [again, setAgain] = useState<VersionSeen | null>(null)
  const goesBack = ({ version, fits }: VersionSeen) => fits && officer.officerRole !== 'auditor' && version !== (shadow ?? decided)
  return (
    <Block title={words.versions}>
      <ul className={styles.versions}>
        {versions.map((one) => {
          const { version, mode, says, savedAt, by, reason, approval, fits } = one
          return (
            <li key={version}>
              <span className={styles.head}>
                <b>{words.version(count(version))}</b>
                <span className={styles.badges}>
                  <Badge tone={tones[mode]}>{words.states[mode]}</Badge>
                  {fits ? null : <Badge tone="attention">{words.doesNotFit}</Badge>}
                </span>
              </span>
              <p>{says[language]}</p>
              <Note>{savedAt ? words.savedBy([by, approval?.number].filter(Boolean).join(' '), recently(savedAt, now, language)) : words.firstVersion}</Note>
              {reason ? <Note>{words.why(reason)}</Note> : null}
              {goesBack(one) ? (
                <Button kind="text" label={`${words.version(count(version))} ${words.revert}`} onPress={() => setAgain(one)}>
                  {words.revert}
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
      {again ? (
        <RuleReason
          title={words.revertOf(count(again.version))}
          note={words.revertNote}
          path={`/rules/${rule.id}/settings`}
          body={{ settings: again.settings }}
          send={words.save}
          onClose={() => setAgain(null)}
          onDone={() => setAgain(null)}
        />
      ) : null}
    </Block>
  )
}

/** The version in shadow beside the live one, both over the same payments. */
export function ComparisonBlock({ comparison }: { comparison: NonNullable<RuleFile['comparison']> }) {
  const words = useRuleWords()
  const { live, shadow } = comparison
  const rows = (['asked', 'hits', 'notApplicable', 'errors'] as const).map((figure) => ({ figure, live: live?.[figure], shadow: shadow[figure] }))
  return (
    <Block title={words.comparison}>
      <Note>{words.comparisonNote}</Note>
      <DataTable
        plain
        label={words.comparison}
        idOf={({ figure }) => figure}
        rows={rows}
        columns={[
          { name: words.column.figure, cell: ({ figure }) => words.figures[figure] },
          { name: `${words.column.live}${live ? ` ${words.version(count(live.version))}` : ''}`, number: true, cell: (row) => (row.live === undefined ? '－' : count(row.live)) },
          { name: `${words.column.shadow} ${words.version(count(shadow.version))}`, number: true, cell: (row) => count(row.shadow) },
        ]}
      />
    </Block>
  )
}
