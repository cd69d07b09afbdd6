import { raiseAlerts } from '../../cases/raise-alert.ts'
import { alertFrom, type Hit } from './hit.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { evaluate, type RuleInForce, type RuleResult } from './evaluate.ts'
import { gatherFacts, type Subject } from './gather-facts.ts'
import { rulesInForce } from './rule-settings.ts'

const batchSize = 50

/**
 * Screens committed payments, each exactly once: its row in `screenings` is written in the transaction that raises its
 * alerts, so a worker that dies or a job that runs twice neither loses an alert nor raises it again.
 */
export async function screenPayments(ctx: Context, paymentIds: readonly string[]): Promise<void> {
  for (let start = 0; start < paymentIds.length; start += batchSize) {
    const faults = await ctx.db.atomically({ kind: 'job', job: 'screen-payments' }, (tx) => screenBatch(tx, paymentIds.slice(start, start + batchSize), ctx.clock.now()))
    // The payment stands and its screening says so; the people who keep the programme running are told here.
    for (const fault of faults) ctx.log.error(fault, 'a fraud rule failed')
  }
}

interface Judged {
  readonly subject: Subject
  readonly results: readonly RuleResult[]
  readonly hits: readonly Hit[]
}

async function screenBatch(tx: Tx, paymentIds: readonly string[], now: Date): Promise<object[]> {
  const rules = await rulesInForce(tx)
  const judged = (await gatherFacts(tx, paymentIds)).map((subject) => judge(subject, rules))
  const first = await claim(tx, judged, now)
  const mine = judged.filter(({ subject }) => (subject.asked ? first.has(subject.facts.payment.paymentId) : first.size > 0))
  await raiseAlerts(tx, mine.flatMap(({ hits }) => hits).map((hit) => alertFrom(hit, rules)), now)
  return judged.flatMap(({ subject, results }) =>
    results.filter(({ result }) => result === 'rule-error').map((result) => ({ ...result, payment: subject.facts.payment.paymentId })),
  )
}

function judge(subject: Subject, rules: readonly RuleInForce[]): Judged {
  if (subject.voided) return { subject, results: rules.map(({ rule, version }) => ({ rule: rule.id, version, result: 'not_applicable', missing: 'voided' })), hits: [] }
  // A later payment was (or will be) screened by its own job: only what may have been hidden from that is asked again.
  return { subject, ...evaluate(subject.facts, subject.asked ? rules : rules.filter(({ rule }) => rule.pairs)) }
}

/** Writes the screenings. Those that another worker wrote first are not in the answer. */
async function claim(tx: Tx, judged: readonly Judged[], now: Date): Promise<Set<string>> {
  const asked = judged.filter(({ subject }) => subject.asked)
  if (asked.length === 0) return new Set()
  const written = await tx.$queryRaw<{ payment_id: string }[]>`
    INSERT INTO screenings (payment_id, screened_at, results)
    SELECT payment_id, ${now}::timestamptz, results::jsonb
    FROM unnest(${asked.map(({ subject }) => subject.facts.payment.paymentId)}::uuid[], ${asked.map(({ results }) => JSON.stringify(results))}::text[]) AS made (payment_id, results)
    ORDER BY payment_id ON CONFLICT DO NOTHING RETURNING payment_id`
  return new Set(written.map(({ payment_id: id }) => id))
}
