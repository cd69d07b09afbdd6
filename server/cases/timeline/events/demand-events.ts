import { z } from 'zod'
import { shortDayInJapanese, type Day } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import type { Says } from '../sentence.ts'

const amount = z.string().regex(/^[0-9]+$/)

/** A demand from its issue to the last yen, or to its end without one. */
export const demandEvents = [
  z.object({ kind: z.literal('demand_issued'), number: z.string(), amount, dueOn: z.iso.date() }),
  z.object({ kind: z.literal('demand_opened'), number: z.string() }),
  z.object({ kind: z.literal('repayment_received'), number: z.string(), amount, surplus: amount, left: amount }),
  z.object({ kind: z.literal('repaid'), number: z.string() }),
] as const

export const demandSays: Says<typeof demandEvents> = {
  demand_issued: (event) => {
    const money = yenSign(BigInt(event.amount))
    const due = shortDayInJapanese(event.dueOn as Day)
    return { ja: `返済を請求しました：${event.number} ${money}（期限 ${due}）`, en: `Demanded repayment: ${event.number} ${money} (due ${event.dueOn})` }
  },
  demand_opened: ({ number }) => ({ ja: `本人が請求の内容を開きました：${number}`, en: `The customer opened the demand: ${number}` }),
  repayment_received: (event) => {
    const surplus = BigInt(event.surplus)
    const money = yenSign(BigInt(event.amount) + surplus)
    const left = yenSign(BigInt(event.left))
    const over = surplus > 0n ? { ja: `、払いすぎ ${yenSign(surplus)}`, en: `, overpaid ${yenSign(surplus)}` } : { ja: '', en: '' }
    return { ja: `返済を受け取りました：${event.number} ${money}（残り ${left}${over.ja}）`, en: `Repayment received: ${event.number} ${money} (left ${left}${over.en})` }
  },
  repaid: ({ number }) => ({ ja: `完済しました：${number}`, en: `Repaid in full: ${number}` }),
}
