import { z } from 'zod'
import type { Says } from '../sentence.ts'

/** The schedule of a demand: reminders, instalments, a later due day. */
export const instalmentEvents = [z.object({ kind: z.literal('demand_reminded'), number: z.string(), step: z.enum(['before', 'due', 'after-3', 'after-14']) })] as const

const steps = {
  before: { ja: '期限の7日前', en: '7 days before it is due' },
  due: { ja: '期限の当日', en: 'on the due day' },
  'after-3': { ja: '期限の3日後', en: '3 days after it was due' },
  'after-14': { ja: '期限の14日後', en: '14 days after it was due' },
} as const

export const instalmentSays: Says<typeof instalmentEvents> = {
  demand_reminded: ({ number, step }) => ({ ja: `返済の催促を送りました：${number}（${steps[step].ja}）`, en: `Reminded of the repayment: ${number} (${steps[step].en})` }),
}
