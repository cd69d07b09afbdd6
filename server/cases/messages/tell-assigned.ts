import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { say } from '../../line/say.ts'

/** As many numbers as a card shows without being scrolled. */
const shown = 5

/** Cases were given to an officer: their numbers only. */
export function assignedMessage(config: Config, numbers: readonly string[]): LineMessageJson {
  const rest = numbers.length - shown
  return flexCard({
    altText: `案件の担当になりました（${numbers.length}件）`,
    tone: 'attention',
    label: '担当',
    title: `案件の担当になりました・${numbers.length}件`,
    rows: [...numbers.slice(0, shown), ...(rest > 0 ? [`ほか${rest}件`] : [])],
    buttons: [{ label: '自分の担当を見る', url: liffUrl(config, '/office/cases?u=mine') }],
  })
}

/** What is still theirs when it is told. */
export async function tellAssigned(ctx: Context, { officerId, caseIds, ref }: { readonly officerId: string; readonly caseIds: readonly string[]; readonly ref: string }): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db.atomically({ kind: 'job', job: 'tell-officer-of-assignment' }, async (tx) => {
    const cases = await tx.fraudCase.findMany({ where: { id: { in: [...caseIds] }, ownerId: officerId }, select: { number: true }, orderBy: { number: 'asc' } })
    const { lineUserId } = await tx.officer.findUniqueOrThrow({ where: { id: officerId }, select: { lineUserId: true } })
    if (cases.length === 0 || lineUserId === null) return
    await say(tx, { lineUserId, kind: 'assigned', fact: `assigned:${ref}:officer:${officerId}`, messages: [assignedMessage(ctx.config, cases.map(({ number }) => number))], now })
  })
}
