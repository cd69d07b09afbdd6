import type { Tx } from '../db/atomically.ts'
import { isUndecided } from './case.ts'
import { startClock, stopClocks } from './clocks/clock.ts'
import { dayOfNextClock } from './clocks/next-day.ts'
import { verdictBy } from './clocks/urgency.ts'
import { dayColumn } from '../core/time.ts'
import { lockCase } from './hold-case.ts'
import { recordEvent } from './timeline/record-event.ts'

/** A case that people judge anew. The verdict on what was known before stays in the timeline. */
export const judgedAnew = { state: 'checking_facts', verdict: null, verdictReason: null, verdictNote: null, verdictBy: null, verdictAt: null } as const

const pinned = { answer: '判定のあとに店舗の回答がありました', customer: '判定のあとにご本人の説明がありました' } as const

interface Fact {
  readonly because: 'answer' | 'customer'
  /** When it came: one that was known when the verdict was given changes nothing, however often a job says so. */
  readonly at: Date
}

/** 「判断できない」 stands until something new comes: then the case is judged anew, and pinned until somebody has looked. */
export async function takeUpAgain(tx: Tx, caseId: string, { because, at }: Fact, now: Date): Promise<void> {
  if (!(await lockCase(tx, caseId))) return
  const fraudCase = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { state: true, verdict: true, verdictAt: true, urgency: true } })
  if (!isUndecided(fraudCase) || (fraudCase.verdictAt !== null && fraudCase.verdictAt >= at)) return
  await stopClocks(tx, caseId, now)
  await startClock(tx, { caseId, kind: 'verdict', ref: '' }, now, verdictBy(fraudCase.urgency, now))
  await tx.fraudCase.updateMany({ where: { id: caseId }, data: { ...judgedAnew, pinned: pinned[because], nextOn: dayColumn(await dayOfNextClock(tx, caseId, now)) } })
  await recordEvent(tx, { caseId, at: now }, { kind: 'taken_up_again', because })
}
