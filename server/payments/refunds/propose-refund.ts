import { whyNotPropose } from '../../approval/approval.ts'
import { deciderOf } from '../../approval/decider.ts'
import { propose, type MoneyProposal, type Proposed } from '../../approval/propose.ts'
import type { Context } from '../../context.ts'
import { inFours } from '../../core/ids.ts'
import { refused, type Answer } from '../../core/refusal.ts'
import { dayOf, momentInJapanese } from '../../core/time.ts'
import { yenSign, yenText, type Yen } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { whyNotRefund, type RefundRoom } from './refund.ts'
import { roomOf } from './room.ts'

/**
 * 起案: 返金. Refuses auditors, officers tied to the customer or the store, and amounts that may not go back. What is
 * proposed is checked again when it is approved.
 */
export function proposeRefund(ctx: Context, scope: OfficerScope, paymentId: string, asked: { readonly amount: Yen; readonly reason: string }): Promise<Answer<Proposed>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<Proposed>>(scope, async (tx) => {
    const room = await roomOf(tx, paymentId, dayOf(now))
    if (!room) return refused('not-found')
    const no = whyNotPropose(await deciderOf(tx, scope, `payment:${paymentId}`)) ?? whyNotRefund(room, asked.amount)
    if (no) return no
    const proposal: MoneyProposal = {
      kind: 'refund', subject: `payment:${paymentId}`, asked: { amount: yenText(asked.amount) }, reason: asked.reason, proposedBy: scope.officerId, now,
      snapshot: await sheetOf(tx, paymentId, asked.amount, room, now),
    }
    return propose(tx, proposal)
  })
}

async function sheetOf(tx: Tx, paymentId: string, amount: Yen, room: RefundRoom, now: Date): Promise<MoneyProposal['snapshot']> {
  const paid = await tx.payment.findUniqueOrThrow({
    where: { id: paymentId },
    select: { number: true, amount: true, paidAt: true, refundedTotal: true, customer: { select: { code: true } }, store: { select: { code: true, name: true } } },
  })
  const cases = await tx.casePayment.findMany({ where: { paymentId }, select: { fraudCase: { select: { number: true } } }, take: 10 })
  const same = (text: string) => ({ ja: text, en: text })
  const money = yenSign(amount)
  return {
    takenAt: now.toISOString(),
    about: { ja: `お支払い ${inFours(paid.number)}`, en: `Payment ${inFours(paid.number)}` },
    amount: yenText(amount),
    facts: [
      { name: { ja: '利用者', en: 'Customer' }, value: same(paid.customer.code) },
      { name: { ja: '店舗', en: 'Store' }, value: same(`${paid.store.code} ${paid.store.name}`) },
      { name: { ja: '支払いの日時', en: 'Paid at' }, value: same(momentInJapanese(paid.paidAt)) },
      { name: { ja: '支払いの金額', en: 'Amount paid' }, value: same(yenSign(paid.amount)) },
      { name: { ja: 'これまでの返金', en: 'Refunded before' }, value: same(yenSign(paid.refundedTotal)) },
      { name: { ja: '返金できる残り', en: 'Can still be refunded' }, value: same(yenSign(room.left < room.usable ? room.left : room.usable)) },
      ...(cases.length > 0 ? [{ name: { ja: '関係した案件（終了）', en: 'Closed cases' }, value: same(cases.map(({ fraudCase }) => fraudCase.number).join('、')) }] : []),
    ],
    consequences: [
      { ja: `お客さまの残高に${money}を戻します（支払いに使った券へ）。`, en: `${money} goes back to the vouchers it was paid with.` },
      { ja: `店舗の次の精算から${money}を差し引きます。`, en: `${money} is deducted from the store’s next settlement.` },
      { ja: 'お客さまと店舗に、LINEでお知らせします。', en: 'The customer and the store are told in LINE.' },
    ],
  }
}
