import { z } from 'zod'
import { momentInJapanese, shortDayInJapanese, timeInJapanese, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { ruleNameOf } from '../alerts/alert.ts'
import { approvalKindWords, verdictReasonWords, verdictWords } from '../words.ts'

const moment = z.iso.datetime()
const amount = z.string().regex(/^[0-9]+$/)
const proposal = { number: z.string(), proposal: z.enum(['confirm_freeze', 'demand', 'unfreeze']) }

/** What a hit was found by, kept with the line that tells of it. Older lines have none. */
const pinned = z
  .object({ version: z.number().int(), ja: z.string(), en: z.string(), settings: z.record(z.string(), z.json()), facts: z.record(z.string(), z.json()) })
  .optional()

/** What can happen to a case, each with what its sentence needs. Kept for ever, so names here are never reused. */
export const caseEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('alert_raised'), rule: z.string(), urgency: z.enum(['immediate', 'daily', 'monthly']), pinned }),
  z.object({ kind: z.literal('alert_joined'), rule: z.string(), payments: z.number().int(), pinned }),
  z.object({ kind: z.literal('alert_escalated'), rule: z.string(), urgency: z.enum(['immediate', 'daily', 'monthly']), payments: z.number().int(), pinned }),
  z.object({ kind: z.literal('case_linked'), number: z.string(), why: z.enum(['opened-from', 'opened-for', 'alert-moved']) }),
  z.object({ kind: z.literal('taken') }),
  z.object({ kind: z.literal('handed_over'), from: z.string() }),
  z.object({ kind: z.literal('provisional_freeze'), until: moment, reason: z.string() }),
  z.object({ kind: z.literal('freeze_lapsed') }),
  z.object({ kind: z.literal('fact_check_asked'), storeCode: z.string(), dueAt: moment, payments: z.number().int() }),
  z.object({ kind: z.literal('fact_check_answered'), storeCode: z.string() }),
  z.object({ kind: z.literal('verdict_given'), verdict: z.enum(['cleared', 'confirmed']), reason: z.string(), note: z.string() }),
  z.object({ kind: z.literal('proposed'), ...proposal, reason: z.string() }),
  z.object({ kind: z.literal('approved'), ...proposal, reason: z.string() }),
  z.object({ kind: z.literal('sent_back'), ...proposal, reason: z.string() }),
  z.object({ kind: z.literal('proposal_expired'), ...proposal }),
  z.object({ kind: z.literal('freeze_confirmed') }),
  z.object({ kind: z.literal('demand_issued'), number: z.string(), amount, dueOn: z.iso.date() }),
  z.object({ kind: z.literal('demand_opened'), number: z.string() }),
  z.object({ kind: z.literal('repayment_received'), number: z.string(), amount, surplus: amount, left: amount }),
  z.object({ kind: z.literal('repaid'), number: z.string() }),
  z.object({ kind: z.literal('unfrozen') }),
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({ kind: z.literal('overdue'), what: z.enum(['acknowledge', 'freeze-ends-in-4-hours', 'freeze-ends-in-1-hour']) }),
  z.object({ kind: z.literal('closed'), reason: z.string() }),
])
export type CaseEvent = z.infer<typeof caseEvent>

export interface Sentence {
  readonly ja: string
  readonly en: string
}

const urgencyWords = { immediate: { ja: '即時', en: 'immediate' }, daily: { ja: '日次', en: 'daily' }, monthly: { ja: '月次', en: 'monthly' } } as const

/** One line of 時系列. Pure: the same event reads the same for ever. */
export function sentenceOf(event: CaseEvent): Sentence {
  switch (event.kind) {
    case 'alert_raised': {
      const rule = ruleNameOf(event.rule)
      const urgency = urgencyWords[event.urgency]
      return { ja: `検知（${urgency.ja}）：${rule.ja}`, en: `Alert (${urgency.en}): ${rule.en}` }
    }
    case 'alert_joined': {
      const rule = ruleNameOf(event.rule)
      return { ja: `検知に追加：${rule.ja}（支払い${event.payments}件）`, en: `Added to the alert: ${rule.en} (${event.payments} payments)` }
    }
    case 'alert_escalated': {
      const rule = ruleNameOf(event.rule)
      const urgency = urgencyWords[event.urgency]
      return { ja: `緊急性が上がりました（${urgency.ja}）：${rule.ja}`, en: `More urgent now (${urgency.en}): ${rule.en}` }
    }
    case 'case_linked':
      return linkWords[event.why](event.number)
    case 'taken':
      return { ja: '担当になりました', en: 'Took the case' }
    case 'handed_over':
      return { ja: `${event.from}から引き継ぎました`, en: `Took over from ${event.from}` }
    case 'note':
      return { ja: `メモ：${event.text}`, en: `Note: ${event.text}` }
    case 'closed':
      return { ja: `案件を終了しました：${event.reason}`, en: `Closed the case: ${event.reason}` }
    case 'overdue':
      return overdueWords[event.what]
    case 'verdict_given': {
      const verdict = verdictWords[event.verdict]
      const reason = verdictReasonWords(event.reason)
      const note = event.note ? `：${event.note}` : ''
      return { ja: `判定：${verdict.ja}（${reason.ja}）${note}`, en: `Verdict: ${verdict.en} (${reason.en})${note}` }
    }
    case 'fact_check_asked':
      return {
        ja: `店舗${event.storeCode}へ事実確認を送りました（${event.payments}件、期限 ${timeInJapanese(new Date(event.dueAt))}）`,
        en: `Asked store ${event.storeCode} (${event.payments} payments, due ${timeInJapanese(new Date(event.dueAt))})`,
      }
    case 'fact_check_answered':
      return { ja: `店舗${event.storeCode}から回答がありました`, en: `Store ${event.storeCode} answered` }
    case 'proposed':
    case 'approved':
    case 'sent_back':
    case 'proposal_expired':
      return proposalSentence(event)
    case 'provisional_freeze':
    case 'freeze_lapsed':
    case 'freeze_confirmed':
    case 'unfrozen':
      return freezeSentence(event)
    case 'demand_issued':
    case 'demand_opened':
    case 'repayment_received':
    case 'repaid':
      return repaymentSentence(event)
  }
}

const linkWords = {
  'opened-from': (number: string) => ({ ja: `案件 ${number} から開きました`, en: `Opened from case ${number}` }),
  'opened-for': (number: string) => ({ ja: `利用者の案件 ${number} を開きました`, en: `Opened case ${number} on one of the customers` }),
  'alert-moved': (number: string) => ({ ja: `対象が広がった検知を、案件 ${number} で扱います`, en: `An alert that concerns more people is dealt with in case ${number}` }),
} as const satisfies Record<string, (number: string) => Sentence>

const overdueWords = {
  acknowledge: { ja: '確認の期限を過ぎました', en: 'The time to acknowledge has passed' },
  'freeze-ends-in-4-hours': { ja: '仮の停止は、あと4時間で終わります', en: 'The provisional stop ends in 4 hours' },
  'freeze-ends-in-1-hour': { ja: '仮の停止は、あと1時間で終わります', en: 'The provisional stop ends in 1 hour' },
} as const satisfies Record<string, Sentence>

type OfKind<Kind extends CaseEvent['kind']> = Extract<CaseEvent, { kind: Kind }>

function proposalSentence(event: OfKind<'proposed' | 'approved' | 'sent_back' | 'proposal_expired'>): Sentence {
  const kind = approvalKindWords[event.proposal]
  if (event.kind === 'proposal_expired') {
    return { ja: `起案が期限切れになりました：${kind.ja} ${event.number}`, en: `Proposal expired: ${kind.en} ${event.number}` }
  }
  const did = { proposed: { ja: '起案', en: 'Proposed' }, approved: { ja: '承認', en: 'Approved' }, sent_back: { ja: '差し戻し', en: 'Sent back' } }[event.kind]
  return { ja: `${did.ja}：${kind.ja} ${event.number}（${event.reason}）`, en: `${did.en}: ${kind.en} ${event.number} (${event.reason})` }
}

function freezeSentence(event: OfKind<'provisional_freeze' | 'freeze_lapsed' | 'freeze_confirmed' | 'unfrozen'>): Sentence {
  switch (event.kind) {
    case 'provisional_freeze': {
      const until = momentInJapanese(new Date(event.until))
      return { ja: `仮に止めました（${until}まで）：${event.reason}`, en: `Stopped provisionally (until ${until}): ${event.reason}` }
    }
    case 'freeze_lapsed':
      return { ja: '仮の停止が期限切れで終わりました', en: 'The provisional stop lapsed' }
    case 'freeze_confirmed':
      return { ja: '凍結が確定しました', en: 'The freeze is confirmed' }
    case 'unfrozen':
      return { ja: '停止を解除しました', en: 'The stop is lifted' }
  }
}

function repaymentSentence(event: OfKind<'demand_issued' | 'demand_opened' | 'repayment_received' | 'repaid'>): Sentence {
  switch (event.kind) {
    case 'demand_issued': {
      const money = yenSign(BigInt(event.amount))
      const due = shortDayInJapanese(event.dueOn as Day)
      return { ja: `返済を請求しました：${event.number} ${money}（期限 ${due}）`, en: `Demanded repayment: ${event.number} ${money} (due ${event.dueOn})` }
    }
    case 'demand_opened':
      return { ja: `本人が請求の内容を開きました：${event.number}`, en: `The customer opened the demand: ${event.number}` }
    case 'repayment_received': {
      const surplus = BigInt(event.surplus)
      const money = yenSign(BigInt(event.amount) + surplus)
      const left = yenSign(BigInt(event.left))
      const over = surplus > 0n ? { ja: `、払いすぎ ${yenSign(surplus)}`, en: `, overpaid ${yenSign(surplus)}` } : { ja: '', en: '' }
      return { ja: `返済を受け取りました：${event.number} ${money}（残り ${left}${over.ja}）`, en: `Repayment received: ${event.number} ${money} (left ${left}${over.en})` }
    }
    case 'repaid':
      return { ja: `完済しました：${event.number}`, en: `Repaid in full: ${event.number}` }
  }
}
