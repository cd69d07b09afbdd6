import { z } from 'zod'
import { shortDayInJapanese, type Day } from '../../../core/time.ts'
import { contactOutcomes, contactOutcomeWords, contactWays, contactWayWords, verdictReasonWords, verdictWords } from '../../words.ts'
import type { Says } from '../sentence.ts'

/** The case itself: whose it is, what was found, notes, its end. */
export const caseEvents = [
  z.object({ kind: z.literal('taken') }),
  z.object({ kind: z.literal('handed_over'), from: z.string() }),
  z.object({ kind: z.literal('assigned'), to: z.string(), from: z.string().nullable(), reason: z.string() }),
  z.object({ kind: z.literal('case_linked'), number: z.string(), why: z.enum(['opened-from', 'opened-for', 'alert-moved', 'same-store', 'by-hand', 'ended']), reason: z.string().optional() }),
  z.object({ kind: z.literal('verdict_given'), verdict: z.enum(['cleared', 'confirmed', 'undecided']), reason: z.string(), note: z.string() }),
  z.object({ kind: z.literal('taken_up_again'), because: z.enum(['answer', 'customer']) }),
  z.object({ kind: z.literal('subject_widened'), storeCode: z.string() }),
  z.object({ kind: z.literal('note'), text: z.string() }),
  z.object({ kind: z.literal('next_set'), on: z.iso.date(), what: z.string() }),
  z.object({ kind: z.literal('contacted'), how: z.enum(contactWays), outcome: z.enum(contactOutcomes), text: z.string() }),
  z.object({ kind: z.literal('closed'), reason: z.string() }),
] as const

const linkWords = {
  'opened-from': (number: string) => ({ ja: `案件 ${number} から開きました`, en: `Opened from case ${number}` }),
  'opened-for': (number: string) => ({ ja: `利用者の案件 ${number} を開きました`, en: `Opened case ${number} on one of the customers` }),
  'same-store': (number: string) => ({ ja: `同じ店舗の案件 ${number} があります`, en: `The same store is in case ${number}` }),
  'by-hand': (number: string) => ({ ja: `案件 ${number} と関連づけました`, en: `Linked with case ${number}` }),
  ended: (number: string) => ({ ja: `案件 ${number} との関連づけをやめました`, en: `No longer linked with case ${number}` }),
  'alert-moved': (number: string) => ({ ja: `対象が広がった検知を、案件 ${number} で扱います`, en: `An alert that concerns more people is dealt with in case ${number}` }),
} as const

export const caseSays: Says<typeof caseEvents> = {
  taken: () => ({ ja: '担当になりました', en: 'Took the case' }),
  handed_over: ({ from }) => ({ ja: `${from}から引き継ぎました`, en: `Took over from ${from}` }),
  assigned: ({ to, from, reason }) => ({
    ja: `担当を割り当てました：${from === null ? '' : `${from} から `}${to}（${reason}）`, en: `Assigned to ${to}${from === null ? '' : `, from ${from}`} (${reason})`,
  }),
  case_linked: ({ number, why, reason }) => {
    const { ja, en } = linkWords[why](number)
    return reason === undefined ? { ja, en } : { ja: `${ja}：${reason}`, en: `${en}: ${reason}` }
  },
  verdict_given: (event) => {
    const verdict = verdictWords[event.verdict]
    const reason = verdictReasonWords(event.reason)
    const note = event.note ? `：${event.note}` : ''
    return { ja: `判定：${verdict.ja}（${reason.ja}）${note}`, en: `Verdict: ${verdict.en} (${reason.en})${note}` }
  },
  taken_up_again: ({ because }) =>
    because === 'answer'
      ? { ja: '店舗の新しい回答があったため、確認を再開しました', en: 'Taken up again: the store has answered' }
      : { ja: 'ご本人から新しい説明があったため、確認を再開しました', en: 'Taken up again: the customer has explained' },
  subject_widened: ({ storeCode }) => ({ ja: `店舗 ${storeCode} のほかでも検知があったため、対象を利用者に広げました`, en: `Now about the customer as a whole: alerts also outside ${storeCode}` }),
  next_set: ({ on, what }) => ({ ja: `次の行動日：${shortDayInJapanese(on as Day)} ${what}`, en: `Next: ${on} ${what}` }),
  contacted: ({ how, outcome, text }) => {
    const [way, result] = [contactWayWords[how], contactOutcomeWords[outcome]]
    return { ja: `本人に連絡：${way.ja}（${result.ja}）${text ? `：${text}` : ''}`, en: `Contacted the customer: ${way.en} (${result.en})${text ? `: ${text}` : ''}` }
  },
  note: ({ text }) => ({ ja: `メモ：${text}`, en: `Note: ${text}` }),
  closed: ({ reason }) => ({ ja: `案件を終了しました：${reason}`, en: `Closed the case: ${reason}` }),
}
