import { recordAudit } from '../../audit/record.ts'
import { raiseAlerts } from '../../cases/alerts/raise-alert.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../db/atomically.ts'
import { alertsPerDayMax } from '../breaker.ts'
import type { RuleInForce } from '../evaluate.ts'
import type { Judgement } from '../judge.ts'
import { ordersInForce } from '../settings/orders-in-force.ts'
import { rulesInForce } from '../settings/rules-in-force.ts'
import { alertFrom } from './alert-from.ts'
import { gather, type Asked, type Gathered } from './gather.ts'
import { judgedOf } from './judged.ts'
import { judgeWaiting, type JudgedTurn } from './judge-waiting.ts'
import { rulebookText } from './rulebook.ts'
import { NotBrought } from './shelf.ts'
import { tellOfRules } from './tell-of-rules.ts'
import { writeTurn } from './write-turn.ts'

export type TurnAsked = Omit<Asked, 'extraKeys' | 'now'>

export interface Turn {
  /** Rows of the inbox that are done with. */
  readonly fromInbox: number
  readonly judged: number
}

/**
 * One turn of the lane: everything that waits is judged, and the log, the proofs, the dossiers and the alerts are written in
 * one transaction under one lock. So there is exactly one order of judging, a worker that dies leaves nothing half done, and
 * a payment that was judged is not judged again. Throws Unjudgeable.
 */
export async function takeTurn(ctx: Context, asked: TurnAsked): Promise<Turn> {
  const now = ctx.clock.now()
  const { gathered, judgements } = await ctx.db.atomically({ kind: 'job', job: 'screen-payments' }, async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('fraud-lane', 0))::text`
    const rules = await rulesInForce(tx)
    const { gathered, turn } = await gatherAndJudge(tx, { ...asked, now, extraKeys: [] }, rules)
    if (gathered.waiting.length + gathered.unreadable.length > 0) await write(tx, gathered, turn, rules, now)
    const alerts = turn.judgements.flatMap(({ decisions }) => decisions.map(alertFrom))
    await raiseAlerts(tx, alerts, now)
    await recordQuieted(tx, turn.judgements)
    for (const judgement of turn.judgements) await recordTripped(tx, judgement, now)
    await tellOfRules(tx, ctx.config, turn.judgements, now)
    return { gathered, judgements: turn.judgements }
  })
  tell(ctx, gathered, judgements)
  return { fromInbox: gathered.waiting.filter(({ inbox }) => inbox !== null).length + gathered.unreadable.length, judged: judgements.length }
}

/** A payment that arrives late opens dossiers of later ones, which nobody could know before: those are brought and all is judged anew. */
async function gatherAndJudge(tx: Tx, asked: Asked, rules: readonly RuleInForce[]): Promise<{ gathered: Gathered; turn: JudgedTurn }> {
  const orders = await ordersInForce(tx)
  const extraKeys = [...asked.extraKeys]
  for (;;) {
    const gathered = await gather(tx, { ...asked, extraKeys })
    try {
      return { gathered, turn: judgeWaiting(gathered, rules, orders) }
    } catch (fault) {
      if (!(fault instanceof NotBrought) || extraKeys.includes(fault.key)) throw fault
      extraKeys.push(fault.key)
    }
  }
}

async function write(tx: Tx, gathered: Gathered, { judgements, dossiers }: JudgedTurn, rules: readonly RuleInForce[], now: Date): Promise<void> {
  const text = rulebookText(rules)
  const { rulebook, lastSeq, waiting, unreadable } = gathered
  const isNew = rulebook?.text !== text
  await writeTurn(tx, {
    rulebook: { id: (rulebook?.id ?? 0) + (isNew ? 1 : 0), text, isNew },
    judged: judgements.map((judgement, place) => ({ seq: lastSeq + BigInt(place + 1), seen: judgement.seen, judged: judgedOf(judgement) })),
    dossiers, unreadable, now, done: waiting.flatMap(({ inbox }) => (inbox === null ? [] : [inbox])),
  })
}

/** 休止中: officers read there what they were not told. */
async function recordQuieted(tx: Tx, judgements: readonly Judgement[]): Promise<void> {
  const hits = judgements.flatMap(({ seen, quieted }) =>
    quieted.map(({ rule, version, subject }) => ({ rule, ruleVersion: version, subjectKind: subject.kind, subjectId: subject.id, paymentId: seen.kind === 'payment' ? seen.id : null, at: new Date(seen.at) })),
  )
  if (hits.length > 0) await tx.quietHit.createMany({ data: hits })
}

async function recordTripped(tx: Tx, { tripped, results }: Judgement, now: Date): Promise<void> {
  for (const rule of tripped) {
    const version = results.find((result) => result.rule === rule)?.version ?? 0
    await recordAudit(tx, { actor: { kind: 'rule' }, action: 'rule.fall-into-shadow', objectKind: 'rule', objectId: rule, details: { version, alertsPerDayMax }, now })
  }
}

/** The payments stand and the log says what happened; the people who keep the programme running are told here. */
function tell(ctx: Context, { unreadable }: Gathered, judgements: readonly Judgement[]): void {
  for (const { inbox, fault } of unreadable) ctx.log.error({ inbox: String(inbox), fault }, 'something observed cannot be read')
  for (const { seen, results, tripped } of judgements) {
    for (const { rule, version, result, fault } of results) if (result === 'rule-error') ctx.log.error({ rule, version, fault, kind: seen.kind }, 'a fraud rule failed')
    for (const rule of tripped) ctx.log.error({ rule }, 'a fraud rule alerts too much and has fallen into shadow')
  }
}
