import { z } from 'zod'
import { momentInJapanese } from '../../../core/time.ts'
import type { Says } from '../sentence.ts'

/** What was stopped and let go on again: payments, devices, a store's acceptance, its payouts. */
export const stopEvents = [
  z.object({ kind: z.literal('provisional_freeze'), until: z.iso.datetime(), reason: z.string() }),
  z.object({ kind: z.literal('freeze_lapsed') }),
  z.object({ kind: z.literal('freeze_confirmed') }),
  z.object({ kind: z.literal('unfrozen') }),
] as const

export const stopSays: Says<typeof stopEvents> = {
  provisional_freeze: ({ until, reason }) => {
    const end = momentInJapanese(new Date(until))
    return { ja: `仮に止めました（${end}まで）：${reason}`, en: `Stopped provisionally (until ${end}): ${reason}` }
  },
  freeze_lapsed: () => ({ ja: '仮の停止が期限切れで終わりました', en: 'The provisional stop lapsed' }),
  freeze_confirmed: () => ({ ja: '凍結が確定しました', en: 'The freeze is confirmed' }),
  unfrozen: () => ({ ja: '停止を解除しました', en: 'The stop is lifted' }),
}
