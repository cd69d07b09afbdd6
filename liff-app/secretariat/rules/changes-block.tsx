import { useState } from 'react'
import type { RuleChange, RuleFile } from '../../../server/fraud/settings/contract.ts'
import { useOfficer } from '../../session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { officePaths } from '../office-paths.ts'
import { RuleReason } from './rule-reason.tsx'
import { useRuleWords } from './words.ts'
import styles from './rules.module.css'

/** What makes the rule alert or no longer alert: proposed here, decided by somebody else. */
export function ChangesBlock({ file }: { file: RuleFile }) {
  const words = useRuleWords()
  const language = useLanguage()
  const officer = useOfficer()
  const [asking, setAsking] = useState<RuleChange | null>(null)
  const [done, setDone] = useState<'proposed' | 'changedNow' | null>(null)
  const { daysInShadow, shadowDaysWanted, pending, changes } = file
  const asked = changes.find(({ what }) => what === asking)
  const short = asking === 'promote' && daysInShadow !== null && daysInShadow < shadowDaysWanted
  return (
    <Block title={words.changes}>
      {daysInShadow === null ? null : <Note>{words.shadowSince(count(daysInShadow), count(shadowDaysWanted))}</Note>}
      {done ? <Banner tone="info">{words[done]}</Banner> : null}
      {pending ? (
        <>
          <p>{words.pending(pending.number)}</p>
          <ButtonLink to={officePaths.approval(pending.id)}>{words.toApproval}</ButtonLink>
        </>
      ) : null}
      {officer.officerRole === 'auditor' || pending ? null : (
        <div className={styles.actions}>
          {changes.map(({ what, says, disabled }) => (
            <Button key={what} kind={what === 'off' || what === 'to-shadow' ? 'danger' : 'secondary'} disabledReason={disabled?.[language]} onPress={() => setAsking(what)}>
              {says[language]}
            </Button>
          ))}
        </div>
      )}
      {asking && asked ? (
        <RuleReason
          title={asked.says[language]}
          path={`/rules/${file.rule.id}/propose`}
          body={{ what: asking }}
          send={words.propose}
          waives={short ? { days: count(daysInShadow), wanted: count(shadowDaysWanted) } : null}
          onClose={() => setAsking(null)}
          onDone={({ approval }: { approval: object | null }) => {
            setAsking(null)
            setDone(approval ? 'proposed' : 'changedNow')
          }}
        />
      ) : null}
    </Block>
  )
}
