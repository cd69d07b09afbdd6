import { z } from 'zod'
import { timeInJapanese } from '../../../core/time.ts'
import type { Says } from '../sentence.ts'

/** What was asked of stores and of the customer, and what they said. */
export const checkEvents = [
  z.object({ kind: z.literal('fact_check_asked'), storeCode: z.string(), dueAt: z.iso.datetime(), payments: z.number().int() }),
  z.object({ kind: z.literal('fact_check_answered'), storeCode: z.string() }),
] as const

export const checkSays: Says<typeof checkEvents> = {
  fact_check_asked: ({ storeCode, dueAt, payments }) => ({
    ja: `店舗${storeCode}へ事実確認を送りました（${payments}件、期限 ${timeInJapanese(new Date(dueAt))}）`,
    en: `Asked store ${storeCode} (${payments} payments, due ${timeInJapanese(new Date(dueAt))})`,
  }),
  fact_check_answered: ({ storeCode }) => ({ ja: `店舗${storeCode}から回答がありました`, en: `Store ${storeCode} answered` }),
}
