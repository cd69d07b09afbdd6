import { z } from 'zod'
import { ruleNameOf } from '../../alerts/alert.ts'
import type { Says } from '../sentence.ts'

/** What a hit was found by, kept with the line that tells of it. Older lines have none. */
const pinned = z
  .object({ version: z.number().int(), ja: z.string(), en: z.string(), settings: z.record(z.string(), z.json()), facts: z.record(z.string(), z.json()) })
  .optional()
const urgency = z.enum(['immediate', 'daily', 'monthly'])

export const alertEvents = [
  z.object({ kind: z.literal('alert_raised'), rule: z.string(), urgency, pinned }),
  z.object({ kind: z.literal('alert_joined'), rule: z.string(), payments: z.number().int(), pinned }),
  z.object({ kind: z.literal('alert_escalated'), rule: z.string(), urgency, payments: z.number().int(), pinned }),
] as const

const urgencyWords = { immediate: { ja: '即時', en: 'immediate' }, daily: { ja: '日次', en: 'daily' }, monthly: { ja: '月次', en: 'monthly' } } as const

export const alertSays: Says<typeof alertEvents> = {
  alert_raised: ({ rule, urgency: how }) => ({ ja: `検知（${urgencyWords[how].ja}）：${ruleNameOf(rule).ja}`, en: `Alert (${urgencyWords[how].en}): ${ruleNameOf(rule).en}` }),
  alert_joined: ({ rule, payments }) => ({ ja: `検知に追加：${ruleNameOf(rule).ja}（支払い${payments}件）`, en: `Added to the alert: ${ruleNameOf(rule).en} (${payments} payments)` }),
  alert_escalated: ({ rule, urgency: how }) => ({
    ja: `緊急性が上がりました（${urgencyWords[how].ja}）：${ruleNameOf(rule).ja}`, en: `More urgent now (${urgencyWords[how].en}): ${ruleNameOf(rule).en}`,
  }),
}
