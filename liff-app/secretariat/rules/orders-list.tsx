import type { OrderSeen } from '../../../server/fraud/settings/contract.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { recently } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { useSend } from './queries.ts'
import { useRuleWords } from './words.ts'
import styles from './rules.module.css'

/** Snoozes and lists, those that count first. */
export function OrdersList({ orders }: { orders: readonly OrderSeen[] }) {
  const { order } = useRuleWords()
  if (orders.length === 0) return <Note>{order.none}</Note>
  return (
    <ul className={styles.versions} aria-label={order.title}>
      {orders.map((one) => (
        <li key={one.id}>
          <Order one={one} />
        </li>
      ))}
    </ul>
  )
}

function Order({ one }: { one: OrderSeen }) {
  const words = useRuleWords()
  const { order } = words
  const language = useLanguage()
  const now = useNow(60_000)
  const officer = useOfficer()
  const ending = useSend(`/rule-orders/${one.id}/end`)
  return (
    <>
      <span className={styles.head}>
        <b>{one.subject}</b>
        <Badge tone={!one.active ? 'quiet' : one.kind === 'watch' ? 'attention' : 'info'}>{one.active ? order.kinds[one.kind] : order.ended}</Badge>
      </span>
      <p>
        {order.kinds[one.kind]} {one.ruleName?.[language] ?? order.everyRule} {order.until(recently(one.expiresAt, now, language))}
      </p>
      <Note>{words.savedBy(one.by, recently(one.createdAt, now, language))}</Note>
      <Note>{words.why(one.reason)}</Note>
      {ending.error ? <Problem problem={ending.error} /> : null}
      {one.active && officer.officerRole !== 'auditor' ? (
        <Button busy={ending.isPending ? order.ending : null} disabledReason={one.endDisabled?.[language]} label={`${one.subject} ${order.end}`} onPress={() => ending.mutate({})}>
          {order.end}
        </Button>
      ) : null}
    </>
  )
}
