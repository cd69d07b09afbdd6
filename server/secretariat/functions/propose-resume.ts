import { whyNotPropose } from '../../approval/approval.ts'
import { propose, type MoneyProposal, type Proposed } from '../../approval/propose.ts'
import type { Context } from '../../context.ts'
import { refused, type Answer } from '../../core/refusal.ts'
import { momentInJapanese } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'
import type { ProgrammeFunction } from './contract.ts'
import { functionWords, whyNotProposeResume } from './function.ts'
import { stopOf } from './stops.ts'

/** 起案: 止めた機能の再開. Refuses `function-running`; who may approve it depends on whether the proposer is a chief. */
export function proposeResume(ctx: Context, scope: OfficerScope, name: ProgrammeFunction, asked: { readonly reason: string }): Promise<Answer<Proposed>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<Proposed>>(scope, async (tx) => {
    const nobody = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false })
    if (nobody) return nobody
    const stop = await stopOf(tx, name)
    const no = whyNotProposeResume(stop)
    if (no || !stop) return no ?? refused('function-running')
    const proposal: MoneyProposal = {
      kind: 'resume_function', subject: `function:${name}`, asked: { function: name }, reason: asked.reason, proposedBy: scope.officerId, now,
      snapshot: sheetOf(name, stop, scope.role, now),
    }
    return propose(tx, proposal)
  })
}

type Stopped = NonNullable<Awaited<ReturnType<typeof stopOf>>>

function sheetOf(name: ProgrammeFunction, stop: Stopped, role: OfficerScope['role'], now: Date): MoneyProposal['snapshot'] {
  const words = functionWords[name]
  const same = (text: string) => ({ ja: text, en: text })
  return {
    takenAt: now.toISOString(),
    about: words,
    amount: null,
    facts: [
      { name: { ja: '止めた職員', en: 'Stopped by' }, value: same(stop.stopperName) },
      { name: { ja: '止めた日時', en: 'Stopped at' }, value: same(momentInJapanese(stop.stoppedAt)) },
      { name: { ja: '止めた理由', en: 'Reason of the stop' }, value: same(stop.reason) },
    ],
    consequences: [
      { ja: `次の操作から「${words.ja}」を受け付けます。`, en: `From the next request on, ${words.en} will be accepted.` },
      { ja: '当番の職員に、LINEでお知らせします。', en: 'The officers on duty are told in LINE.' },
      ...(role === 'chief' ? [] : [{ ja: '承認できるのは部門長だけです。', en: 'Only a chief can approve this.' }]),
    ],
  }
}
