import { z } from 'zod'
import { subjectId } from '../../approval/approval.ts'
import type { Sentence } from '../../approval/contract.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { MoneyApproval } from '../../payments/decide-money.ts'
import { ruleOf } from './catalogue.ts'
import { whyNotChange } from './change.ts'
import { ruleChange } from './contract.ts'
import { readRuleRecords, trippedSince } from './rule-records.ts'
import { holdRule, readVersions, standingOf } from './versions.ts'
import { writeVersions } from './write-versions.ts'

/** What the proposer saw: the change, and the newest version at that moment. */
const changeAsked = z.object({ what: ruleChange, newest: z.number().int() })

/** What an approved change writes, in the approver's transaction. Refuses `rule-changed` when a version was saved meanwhile. */
export async function carryOutChange(tx: Tx, approval: MoneyApproval, scope: OfficerScope, now: Date): Promise<Answer<null>> {
  const { what, newest } = changeAsked.parse(approval.asked)
  const rule = ruleOf(subjectId(approval.subject))
  if (!rule) return refused('not-found')
  await holdRule(tx, rule.id)
  const standing = standingOf(await readVersions(tx, rule))
  if (standing.newest !== newest) return refused('rule-changed')
  const no = whyNotChange(what, standing, trippedSince((await readRuleRecords(tx))[rule.id], standing.decided?.version))
  if (no) return no
  await writeVersions(tx, scope, { rule, what, standing, reason: approval.reason, approval, now })
  return done(null)
}

/** Told to whoever looks at the proposal. */
export async function changesOfRule(tx: Tx, { asked, subject }: MoneyApproval): Promise<readonly Sentence[]> {
  const rule = ruleOf(subjectId(subject))
  if (!rule) return []
  const { newest } = standingOf(await readVersions(tx, rule))
  return newest === changeAsked.parse(asked).newest ? [] : [{ ja: `第${newest}版が保存されています。起案し直してください。`, en: `Version ${newest} has been saved. Please propose again.` }]
}
