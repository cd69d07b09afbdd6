import { Link } from 'react-router'
import type { RuleSeen } from '../../../server/fraud/settings/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { useOfficer } from '../../session.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { useRules } from './queries.ts'
import { Bars, Precision, RuleBadges } from './rule-parts.tsx'
import { useRuleWords } from './words.ts'
import styles from './rules.module.css'

/** Every rule: where it stands, what it alerted in 28 days, and how often it was right. */
export function RulesScreen() {
  const words = useRuleWords()
  const officer = useOfficer()
  const rules = useRules()
  return (
    <OfficeScreen title={words.title}>
      <Note>{words.intro}</Note>
      <div className={styles.actions}>
        <ButtonLink to={officePaths.ruleOrders}>{words.orders}</ButtonLink>
        {officer.officerRole === 'auditor' ? null : <ButtonLink to={officePaths.newWatch}>{words.newWatch}</ButtonLink>}
      </div>
      <Loaded query={rules} rows={6} tall>
        {({ items }) => (
          <ul className={styles.grid} aria-label={words.list}>
            {items.map((rule) => (
              <li key={rule.id}>
                <RuleCard rule={rule} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

function RuleCard({ rule }: { rule: RuleSeen }) {
  const words = useRuleWords()
  const language = useLanguage()
  return (
    <Link className={styles.rule} to={officePaths.rule(rule.id)}>
      <span className={styles.head}>
        <span className={styles.name}>{rule.name[language]}</span>
        <RuleBadges state={rule.state} flags={rule.flags} />
      </span>
      <span className={styles.soft}>
        {rule.typology[language]} {words.version(count(rule.version))}
        {rule.shadowVersion !== null && rule.shadowVersion !== rule.version ? ` ${words.besides(count(rule.shadowVersion))}` : null}
      </span>
      <Bars days={rule.days} />
      <Precision precision={rule.precision} />
    </Link>
  )
}
