import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { say } from '../../line/say.ts'

/** What a proposer saw was changed: told to every chief and auditor in LINE, once. Neither what it said nor whom it is about. */
export async function tellChanged(ctx: Context, approvalId: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-changed-proposal' }, async (tx) => {
    const { number } = await tx.approval.findUniqueOrThrow({ where: { id: approvalId }, select: { number: true } })
    const told = await tx.officer.findMany({ where: { role: { in: ['chief', 'auditor'] }, employment: 'active', lineUserId: { not: null } }, select: { id: true, lineUserId: true }, take: 100 })
    for (const { id, lineUserId } of told) {
      if (lineUserId) await say(tx, { lineUserId, kind: 'F18', fact: `proposal-changed:${approvalId}:officer:${id}`, messages: [changedProposalMessage(ctx.config, { approvalId, number })], now })
    }
  })
}

export function changedProposalMessage(config: Config, told: { readonly approvalId: string; readonly number: string }): LineMessageJson {
  return flexCard({
    altText: `記録の不一致 ${told.number}`,
    tone: 'danger',
    label: '記録の不一致',
    title: `記録の不一致・${told.number}`,
    rows: ['起案時の根拠が、記録と一致しません。承認は止めました。', '監査ログを確認してください。'],
    buttons: [{ label: '内容を確認する', url: liffUrl(config, `/office/approvals/${told.approvalId}`) }],
  })
}
