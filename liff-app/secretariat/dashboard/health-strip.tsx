import type { Dashboard } from '../../../server/cases/dashboard/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { count } from '../../ui/format.ts'
import { useOfficeWords } from '../words.ts'
import styles from './dashboard.module.css'

/** Beyond this somebody should look: payments are screened within two seconds, messages leave within five. */
const lateSeconds = 60
const manyWaiting = 50

/** Whether the programme itself works: screening, messages, money that nobody could place. */
export function HealthStrip({ health }: { health: Dashboard['health'] }) {
  const { dashboard: words } = useOfficeWords()
  const lag = Number.isInteger(health.screeningLagSeconds) ? String(health.screeningLagSeconds) : health.screeningLagSeconds.toFixed(1)
  const late = health.screeningLagSeconds > lateSeconds
  const slow = health.messagesWaiting > manyWaiting
  const lines: { tone: Tone; says: string }[] = [
    late ? { tone: 'danger', says: words.screeningLate(lag, count(health.unscreened)) } : { tone: 'ok', says: words.screeningOk(lag) },
    slow ? { tone: 'danger', says: words.messagesLate(count(health.messagesWaiting)) } : { tone: 'ok', says: words.messagesOk },
  ]
  if (health.messagesParked > 0) lines.push({ tone: 'attention', says: words.messagesParked(count(health.messagesParked)) })
  if (health.suspense > 0) lines.push({ tone: 'attention', says: words.suspense(count(health.suspense)) })
  return (
    <section aria-label={words.health} className={styles.health}>
      {lines.map((line) => (
        <Badge key={line.says} tone={line.tone}>
          {line.says}
        </Badge>
      ))}
    </section>
  )
}
