import { z } from 'zod'
import type { Says } from '../sentence.ts'

/** What a clock did by itself. */
export const clockEvents = [
  z.object({
    kind: z.literal('overdue'),
    what: z.enum(['acknowledge', 'fact_check', 'verdict', 'demand', 'repayment', 'instalment', 'appeal', 'freeze-ends-in-4-hours', 'freeze-ends-in-1-hour']),
  }),
  /** `to` is an officer's number; null when it went to everybody's mail. */
  z.object({ kind: z.literal('escalated'), to: z.string().nullable() }),
] as const

export const overdueWords = {
  acknowledge: { ja: '確認の期限を過ぎました', en: 'The time to acknowledge has passed' },
  fact_check: { ja: '事実確認の回答の期限を過ぎました', en: 'The time for the store’s answer has passed' },
  verdict: { ja: '判定の期限を過ぎました', en: 'The time for the verdict has passed' },
  demand: { ja: '返済を請求する期限を過ぎました', en: 'The time to demand repayment has passed' },
  repayment: { ja: '返済の期限を過ぎました', en: 'The repayment is overdue' },
  instalment: { ja: '分割の期限を過ぎました', en: 'An instalment is overdue' },
  appeal: { ja: '申し出に答える期限を過ぎました', en: 'The time to answer the appeal has passed' },
  'freeze-ends-in-4-hours': { ja: '仮の停止は、あと4時間で終わります', en: 'The provisional stop ends in 4 hours' },
  'freeze-ends-in-1-hour': { ja: '仮の停止は、あと1時間で終わります', en: 'The provisional stop ends in 1 hour' },
} as const

export const clockSays: Says<typeof clockEvents> = {
  overdue: ({ what }) => overdueWords[what],
  escalated: ({ to }) =>
    to === null ? { ja: '担当がいないため、職員にメールで知らせました', en: 'Nobody took it: told to the officers by mail' } : { ja: `担当がいないため、次の職員（${to}）に知らせました`, en: `Nobody took it: passed on to officer ${to}` },
}
