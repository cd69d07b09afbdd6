import { whyNotPropose } from '../../../approval/approval.ts'
import type { Sentence } from '../../../approval/contract.ts'
import { propose, type MoneyProposal, type Proposed } from '../../../approval/propose.ts'
import type { Context } from '../../../context.ts'
import { refused, type Answer } from '../../../core/refusal.ts'
import { momentInJapanese } from '../../../core/time.ts'
import { yen, yenSign, yenText } from '../../../core/yen.ts'
import { programme } from '../../../customers/programme.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { premiumOn } from '../../payment.ts'
import { kindOf, leftOf } from './suspense.ts'
import { isTiedTo, whyNotAssign, whyNotOpen } from './why-not-assign.ts'
import { whyWords } from './words.ts'

type ItemRow = NonNullable<Awaited<ReturnType<Tx['suspenseItem']['findUnique']>>>

/** 起案: 照合できない入金の充当, to a customer's code or a demand's number. Refuses whatever booking it would refuse. */
export function proposeAssign(ctx: Context, scope: OfficerScope, itemId: string, asked: { readonly reference: string; readonly reason: string }): Promise<Answer<Proposed>> {
  const now = ctx.clock.now()
  const { reference, reason } = asked
  return ctx.db.atomically<Answer<Proposed>>(scope, async (tx) => {
    const item = await tx.suspenseItem.findUnique({ where: { id: itemId } })
    if (!item) return refused('not-found')
    const tied = await isTiedTo(tx, scope.officerId, reference)
    const no = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied }) ?? (await whyNotAssign(tx, item, reference, now)) ?? (await otherPending(tx, itemId, 'return_suspense'))
    if (no) return no
    const proposal: MoneyProposal = {
      kind: 'assign_suspense', subject: `suspense:${itemId}`, asked: { reference }, reason, proposedBy: scope.officerId, now,
      snapshot: sheetOf(item, [{ name: { ja: '充当先', en: 'Assign to' }, value: same(reference) }], assignConsequences(item, reference), now),
    }
    return propose(tx, proposal)
  })
}

/** 起案: 照合できない入金の返還. The money itself goes back outside of this programme; this says that it did. */
export function proposeReturn(ctx: Context, scope: OfficerScope, itemId: string, asked: { readonly reason: string }): Promise<Answer<Proposed>> {
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<Proposed>>(scope, async (tx) => {
    const item = await tx.suspenseItem.findUnique({ where: { id: itemId } })
    if (!item) return refused('not-found')
    const no = whyNotPropose({ officerId: scope.officerId, role: scope.role, tied: false }) ?? whyNotOpen(item) ?? (await otherPending(tx, itemId, 'assign_suspense'))
    if (no) return no
    const proposal: MoneyProposal = {
      kind: 'return_suspense', subject: `suspense:${itemId}`, asked: {}, reason: asked.reason, proposedBy: scope.officerId, now,
      snapshot: sheetOf(item, [], [{ ja: '支払った方へ返したことを記録し、帳簿の仮受金から外します。', en: 'It is recorded that the payer has the money back, and it leaves suspense.' }], now),
    }
    return propose(tx, proposal)
  })
}

/** Two proposals of different kinds about one money cannot both be right. */
async function otherPending(tx: Tx, itemId: string, kind: 'assign_suspense' | 'return_suspense') {
  const pending = await tx.approval.findFirst({ where: { subject: `suspense:${itemId}`, kind, state: 'proposed' }, select: { number: true } })
  return pending && refused('proposal-pending', { number: pending.number })
}

const same = (text: string): Sentence => ({ ja: text, en: text })

function assignConsequences(item: ItemRow, reference: string): Sentence[] {
  const amount = yen(leftOf(item))
  const money = yenSign(amount)
  if (kindOf(reference) === 'repayment') return [{ ja: `請求 ${reference} の返済として${money}を記録します。`, en: `${money} is booked as a repayment of ${reference}.` }]
  const premium = yenSign(premiumOn(amount, programme.premiumPercent))
  return [{ ja: `${reference} の残高に${money}と上乗せ${premium}を加えます。`, en: `${money} and a premium of ${premium} are added to the balance of ${reference}.` }]
}

function sheetOf(item: ItemRow, more: MoneyProposal['snapshot']['facts'], consequences: Sentence[], now: Date): MoneyProposal['snapshot'] {
  return {
    takenAt: now.toISOString(),
    about: { ja: `照合できない入金 ${item.number}`, en: `Unmatched money ${item.number}` },
    amount: item.amount === null ? null : yenText(leftOf(item)),
    facts: [
      { name: { ja: '理由', en: 'Why it waits' }, value: whyWords(item.why) },
      { name: { ja: '決済会社と番号', en: 'Provider and its id' }, value: same(`${item.provider} ${item.pspRef ?? '—'}`) },
      { name: { ja: '支払いの番号', en: 'Reference as paid' }, value: same(item.reference ?? '—') },
      { name: { ja: '入金の日時', en: 'Paid at' }, value: same(item.paidAt ? momentInJapanese(item.paidAt) : '—') },
      ...more,
    ],
    consequences,
  }
}
