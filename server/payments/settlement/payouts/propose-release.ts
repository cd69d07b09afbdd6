import { whyNotPropose } from '../../../approval/approval.ts'
import { deciderOf } from '../../../approval/decider.ts'
import { propose, type MoneyProposal, type Proposed } from '../../../approval/propose.ts'
import type { Context } from '../../../context.ts'
import { refused, type Answer, type Refusal } from '../../../core/refusal.ts'
import { dayFromColumn, dayInEnglish, dayInJapanese } from '../../../core/time.ts'
import { yenSign, yenText } from '../../../core/yen.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { orderOf, readPayout, wrongFieldTold, type PayoutWithLines } from './transfer-order.ts'

/** 起案: 振込の確定. Refuses what is released or empty, what includes a held store, and what a bank's file could not say. */
export function proposeRelease(ctx: Context, scope: OfficerScope, payoutId: string, asked: { readonly reason: string }): Promise<Answer<Proposed>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<Proposed>>(scope, async (tx) => {
    const payout = await readPayout(tx, payoutId)
    if (!payout) return refused('not-found')
    const no = whyNotPropose(await deciderOf(tx, scope, `payout:${payoutId}`)) ?? (await whyNotRelease(tx, payout))
    if (no) return no
    const file = orderOf(payout, await storeNumbers(tx, payout))
    if (!file.ok) return refused('bank-details-wrong', { field: wrongFieldTold(file.wrong) })
    return propose(tx, {
      kind: 'release_payout', subject: `payout:${payoutId}`, asked: { linesHash: payout.linesHash }, reason: asked.reason, proposedBy: scope.officerId, now,
      snapshot: sheetOf(payout, now),
    })
  })
}

/** What speaks against releasing a payout as it is drafted now. The release itself asks once more, under its locks. */
export async function whyNotRelease(tx: Tx, payout: PayoutWithLines): Promise<Refusal | null> {
  if (payout.state === 'released') return refused('payout-released')
  if (payout.state === 'superseded' || payout.lines.length === 0) return refused('nothing-to-pay')
  const stopped = await tx.functionStop.findUnique({ where: { function: 'payout' }, select: { function: true } })
  if (stopped) return refused('programme-stopped')
  const held = await tx.payoutHold.findFirst({ where: { storeId: { in: payout.lines.map(({ storeId }) => storeId) }, endedAt: null }, select: { id: true } })
  return held ? refused('payout-store-held') : null
}

/** The six digits of each store in a payout. */
export async function storeNumbers(tx: Tx, payout: PayoutWithLines): Promise<ReadonlyMap<string, string>> {
  const stores = await tx.store.findMany({ where: { id: { in: payout.lines.map(({ storeId }) => storeId) } }, select: { id: true, number: true } })
  return new Map(stores.map(({ id, number }) => [id, number]))
}

function sheetOf(payout: PayoutWithLines, now: Date): MoneyProposal['snapshot'] {
  const payOn = dayFromColumn(payout.payOn)
  const same = (text: string) => ({ ja: text, en: text })
  return {
    takenAt: now.toISOString(),
    about: { ja: `お店への振込 ${dayInJapanese(payOn)}`, en: `Payout to stores, ${dayInEnglish(payOn)}` },
    amount: yenText(payout.total),
    facts: [
      { name: { ja: '振込日', en: 'Pay day' }, value: { ja: dayInJapanese(payOn), en: dayInEnglish(payOn) } },
      { name: { ja: '件数', en: 'Transfers' }, value: same(String(payout.storeCount)) },
      { name: { ja: '合計', en: 'Total' }, value: same(yenSign(payout.total)) },
      { name: { ja: '内容の照合値', en: 'Fingerprint of the lines' }, value: same(payout.linesHash.slice(0, 16)) },
    ],
    consequences: [
      { ja: '全銀形式の振込データができ、内容を変えられなくなります。', en: 'The bank’s transfer file is made and can no longer be changed.' },
      { ja: `帳簿から${yenSign(payout.total)}を、お店への支払いとして記帳します。`, en: `${yenSign(payout.total)} is booked as paid to the stores.` },
    ],
    linesHash: payout.linesHash,
  }
}
