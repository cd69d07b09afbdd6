import { z } from 'zod'
import { shortDayInJapanese, type Day } from '../../../core/time.ts'
import { reportedAs, reportedAsWords } from '../../reported/contract.ts'
import type { Says } from '../sentence.ts'

const appeal = { appealId: z.uuid(), about: z.enum(['freeze', 'demand']) }
const aboutWords = { freeze: { ja: '支払いの停止', en: 'the stop' }, demand: { ja: '返済の請求', en: 'the demand' } } as const

/** What the customer says of their own accord: a report of a payment, an appeal. */
export const customerEvents = [
  z.object({ kind: z.literal('reported'), reportedAs: z.enum(reportedAs), phoneLost: z.boolean(), familyPossible: z.boolean(), note: z.string(), phoneTime: z.string(), stopped: z.boolean() }),
  z.object({ kind: z.literal('appealed'), ...appeal, dueOn: z.iso.date() }),
  z.object({ kind: z.literal('appeal_decided'), ...appeal, state: z.enum(['accepted', 'rejected']), reason: z.string() }),
] as const

export const customerSays: Says<typeof customerEvents> = {
  reported: ({ reportedAs: what, phoneLost, familyPossible, note, phoneTime, stopped }) => {
    const { ja, en } = reportedAsWords[what]
    const more = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join('・')
    return {
      ja: `ご本人の申し出：${more([ja, phoneLost ? 'スマートフォンをなくした' : null, familyPossible ? '家族が使った可能性がある' : null, note, phoneTime ? `電話は${phoneTime}` : null, stopped ? '支払いを止めた' : null])}`,
      en: `Reported by the customer: ${more([en, phoneLost ? 'phone lost' : null, familyPossible ? 'possibly family' : null, note, phoneTime ? `call at ${phoneTime}` : null, stopped ? 'stopped their payments' : null])}`,
    }
  },
  appealed: ({ about, dueOn }) => ({ ja: `${aboutWords[about].ja}への異議の申し出（${shortDayInJapanese(dueOn as Day)}までに回答）`, en: `Appeal against ${aboutWords[about].en} (answer by ${dueOn})` }),
  appeal_decided: ({ about, state, reason }) => ({
    ja: `${aboutWords[about].ja}への異議を${state === 'accepted' ? '認めました' : '認めませんでした'}：${reason}`, en: `Appeal against ${aboutWords[about].en} ${state}: ${reason}`,
  }),
}
