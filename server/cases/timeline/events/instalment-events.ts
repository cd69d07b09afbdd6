import { z } from 'zod'
import { shortDayInJapanese, type Day } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import { insteadWays } from '../../demands/contract.ts'
import type { Says } from '../sentence.ts'

const amount = z.string().regex(/^[0-9]+$/)

/** The schedule of a demand: reminders, instalments, a later due day, and money that went back. */
export const instalmentEvents = [
  z.object({ kind: z.literal('demand_reminded'), number: z.string(), step: z.enum(['before', 'due', 'after-3', 'after-14']) }),
  z.object({ kind: z.literal('instalments_asked'), number: z.string(), times: z.number().int(), firstOn: z.iso.date() }),
  z.object({ kind: z.literal('instalments_agreed'), number: z.string(), times: z.number().int(), firstOn: z.iso.date(), amount }),
  z.object({ kind: z.literal('instalments_declined'), number: z.string(), times: z.number().int(), firstOn: z.iso.date(), instead: z.enum(insteadWays), reason: z.string() }),
  z.object({ kind: z.literal('instalment_missed'), number: z.string(), no: z.number().int(), dueOn: z.iso.date() }),
  z.object({ kind: z.literal('instalments_ended'), number: z.string(), dueOn: z.iso.date() }),
  z.object({ kind: z.literal('deferred'), number: z.string(), from: z.iso.date(), dueOn: z.iso.date() }),
  z.object({ kind: z.literal('repayment_reversed'), number: z.string(), amount, left: amount }),
] as const

const short = (day: string): string => shortDayInJapanese(day as Day)

const steps = {
  before: { ja: '期限の7日前', en: '7 days before it is due' },
  due: { ja: '期限の当日', en: 'on the due day' },
  'after-3': { ja: '期限の3日後', en: '3 days after it was due' },
  'after-14': { ja: '期限の14日後', en: '14 days after it was due' },
} as const

export const instalmentSays: Says<typeof instalmentEvents> = {
  demand_reminded: ({ number, step }) => ({ ja: `返済の催促を送りました：${number}（${steps[step].ja}）`, en: `Reminded of the repayment: ${number} (${steps[step].en})` }),
  instalments_asked: ({ number, times, firstOn }) => ({ ja: `本人から分割の申し込みがありました：${number}（${times}回、最初 ${short(firstOn)}）`, en: `The customer asked for instalments: ${number} (${times}, first on ${firstOn})` }),
  instalments_agreed: (event) => {
    const money = yenSign(BigInt(event.amount))
    return { ja: `分割を認めました：${event.number} ${money}（${event.times}回、最初 ${short(event.firstOn)}）`, en: `Agreed on instalments: ${event.number} ${money} (${event.times}, first on ${event.firstOn})` }
  },
  instalments_declined: ({ number, times, firstOn, reason }) => ({ ja: `分割の申し込みをお断りしました：${number}（${times}回、最初 ${short(firstOn)}）：${reason}`, en: `Declined the wish for instalments: ${number} (${times}, first on ${firstOn}): ${reason}` }),
  instalment_missed: ({ number, no, dueOn }) => ({ ja: `分割の第${no}回のお支払いがありません：${number}（期限 ${short(dueOn)}）`, en: `Instalment ${no} was not paid: ${number} (due ${dueOn})` }),
  instalments_ended: ({ number, dueOn }) => ({ ja: `分割が終わりました：${number}（残りの期限 ${short(dueOn)}）`, en: `The instalment plan ended: ${number} (the rest is due ${dueOn})` }),
  deferred: ({ number, from, dueOn }) => ({ ja: `期限を延ばしました：${number}（${short(from)} から ${short(dueOn)} へ）`, en: `Deferred: ${number} (from ${from} to ${dueOn})` }),
  repayment_reversed: (event) => {
    const [back, left] = [yenSign(BigInt(event.amount)), yenSign(BigInt(event.left))]
    return { ja: `返済が取り消されました：${event.number} ${back}（残り ${left}）`, en: `A repayment was reversed: ${event.number} ${back} (left ${left})` }
  },
}
