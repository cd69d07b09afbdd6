import { z } from 'zod'
import { momentInEnglish, momentInJapanese } from '../../../core/time.ts'
import { stopReasons, targetKinds } from '../../stops/targets/contract.ts'
import { stopReasonWords, targetWords } from '../../stops/targets/target.ts'
import type { Says } from '../sentence.ts'

const target = { target: z.enum(targetKinds), name: z.string() }

/** What was stopped and let go on again: payments, devices, a store's acceptance, its payouts. */
export const stopEvents = [
  z.object({ kind: z.literal('provisional_freeze'), until: z.iso.datetime(), reason: z.string() }),
  z.object({ kind: z.literal('freeze_lapsed') }),
  z.object({ kind: z.literal('freeze_confirmed') }),
  z.object({ kind: z.literal('unfrozen') }),
  z.object({ kind: z.literal('self_stopped') }),
  z.object({ kind: z.literal('self_stop_released'), approvalId: z.uuid() }),
  z.object({ kind: z.literal('stop_begun'), ...target, until: z.iso.datetime(), reason: z.enum(stopReasons), note: z.string() }),
  z.object({ kind: z.literal('stop_confirmed'), ...target }),
  z.object({ kind: z.literal('stop_lapsed'), ...target }),
  z.object({ kind: z.literal('stop_lifted'), ...target }),
] as const

export const stopSays: Says<typeof stopEvents> = {
  provisional_freeze: ({ until, reason }) => {
    const end = new Date(until)
    return { ja: `仮に止めました（${momentInJapanese(end)}まで）：${reason}`, en: `Stopped provisionally (until ${momentInEnglish(end)}): ${reason}` }
  },
  freeze_lapsed: () => ({ ja: '仮の停止が期限切れで終わりました', en: 'The provisional stop lapsed' }),
  freeze_confirmed: () => ({ ja: '凍結が確定しました', en: 'The freeze is confirmed' }),
  unfrozen: () => ({ ja: '停止を解除しました', en: 'The stop is lifted' }),
  self_stopped: () => ({ ja: 'ご本人が支払いを止めました', en: 'The customer stopped their own payments' }),
  self_stop_released: () => ({ ja: 'ご本人が止めた支払いを再開しました', en: 'What the customer had stopped goes on' }),
  stop_begun: ({ target: kind, name, until, reason, note }) => {
    const end = new Date(until)
    const { ja, en } = stopReasonWords[reason]
    return { ja: `${targetWords[kind].ja}を仮に止めました（${name}、${momentInJapanese(end)}まで）：${ja}・${note}`, en: `Stopped the ${targetWords[kind].en} provisionally (${name}, until ${momentInEnglish(end)}): ${en}: ${note}` }
  },
  stop_confirmed: ({ target: kind, name }) => ({ ja: `${targetWords[kind].ja}の停止が確定しました（${name}）`, en: `The stop of the ${targetWords[kind].en} is confirmed (${name})` }),
  stop_lapsed: ({ target: kind, name }) => ({ ja: `${targetWords[kind].ja}の仮の停止が期限切れで終わりました（${name}）`, en: `The provisional stop of the ${targetWords[kind].en} lapsed (${name})` }),
  stop_lifted: ({ target: kind, name }) => ({ ja: `${targetWords[kind].ja}の停止を解除しました（${name}）`, en: `The stop of the ${targetWords[kind].en} is lifted (${name})` }),
}
