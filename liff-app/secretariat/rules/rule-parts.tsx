import type { PrecisionSeen, RuleFlag, RuleSeen, RuleState } from '../../../server/fraud/settings/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { count } from '../../ui/format.ts'
import { useRuleWords } from './words.ts'
import styles from './rules.module.css'

const stateTones: Readonly<Record<RuleState, Tone>> = { live: 'ok', shadow: 'info', off: 'quiet', tripped: 'attention' }

/** Where a rule stands, and what somebody should look at. */
export function RuleBadges({ state, flags }: { state: RuleState; flags: readonly RuleFlag[] }) {
  const words = useRuleWords()
  return (
    <span className={styles.badges}>
      <Badge tone={stateTones[state]}>{words.states[state]}</Badge>
      {flags.map((flag) => (
        <Badge key={flag} tone={flag === 'silent' ? 'info' : 'attention'}>
          {words.flags[flag]}
        </Badge>
      ))}
    </span>
  )
}

const percent = (share: number): string => `${String(Math.round(share * 100))}%`

/** How many of the judged alerts were right, with its interval: two of two is no hundred percent. */
export function Precision({ precision }: { precision: PrecisionSeen | null }) {
  const words = useRuleWords()
  if (!precision) return <span className={styles.soft}>{words.noVerdicts}</span>
  const { right, judged, low, high } = precision
  return <span className={styles.soft}>{words.precision(percent(right / judged), percent(low), percent(high), count(judged))}</span>
}

const height = 44
const wide = 10

/** Alerts of 28 days as small bars; a day without one keeps a line. */
export function Bars({ days }: { days: RuleSeen['days'] }) {
  const words = useRuleWords()
  const most = Math.max(1, ...days.map(({ alerts }) => alerts))
  const total = days.reduce((sum, { alerts }) => sum + alerts, 0)
  return (
    <>
      <svg className={styles.bars} role="img" aria-label={words.bars(count(total), count(Math.max(...days.map(({ alerts }) => alerts))))} viewBox={`0 0 ${String(days.length * wide)} ${String(height)}`} preserveAspectRatio="none">
        {days.map(({ day, alerts }, place) => {
          const tall = alerts === 0 ? 1 : Math.max(3, (alerts / most) * (height - 2))
          return <rect key={day} className={alerts === 0 ? styles.none : styles.bar} x={place * wide + 1} y={height - tall} width={wide - 2} height={tall} />
        })}
      </svg>
      <span className={styles.soft}>{words.alerts28(count(total))}</span>
    </>
  )
}
