import { Link } from 'react-router'
import type { OrderSeen } from '../../../server/fraud/settings/contract.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { count, inFours, recently } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { officePaths } from '../office-paths.ts'
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
        <Badge tone={!one.active ? 'quiet' : one.kind === 'watch' ? 'attention' : 'info'}>{!one.active ? order.ended : one.kind === 'watch' ? order.kinds.watch : order.quietNow}</Badge>
      </span>
      <p>
        {order.kinds[one.kind]} {one.ruleName?.[language] ?? order.everyRule} {order.until(recently(one.expiresAt, now, language))}
      </p>
      <Note>{words.savedBy(one.by, recently(one.createdAt, now, language))}</Note>
      <Note>{words.why(one.reason)}</Note>
      {one.kind === 'watch' ? null : <QuietHits hits={one.hits} />}
      {ending.error ? <Problem problem={ending.error} /> : null}
      {one.active && officer.officerRole !== 'auditor' ? (
        <Button busy={ending.isPending ? order.ending : null} disabledReason={one.endDisabled?.[language]} label={`${one.subject} ${order.end}`} onPress={() => ending.mutate({})}>
          {order.end}
        </Button>
      ) : null}
    </>
  )
}

/** What it kept quiet about: nothing is lost, it only was not told. */
function QuietHits({ hits }: { hits: OrderSeen['hits'] }) {
  const { order } = useRuleWords()
  const language = useLanguage()
  const now = useNow(60_000)
  if (hits.count === 0) return <Note>{order.noHits}</Note>
  return (
    <>
      <p>
        <b>{order.hits(count(hits.count))}</b>
      </p>
      <ul className={styles.hits}>
        {hits.latest.map(({ at, ruleName, paymentId, paymentNumber }) => {
          const says = order.hit(recently(at, now, language), ruleName[language], paymentNumber === null ? '' : inFours(paymentNumber))
          return <li key={`${at}:${paymentId ?? ''}:${ruleName.ja}`}>{paymentId === null ? says : <Link to={officePaths.payment(paymentId)}>{says}</Link>}</li>
        })}
      </ul>
    </>
  )
}
