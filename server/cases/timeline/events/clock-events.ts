import { z } from 'zod'
import type { Says } from '../sentence.ts'

/** What a clock did by itself. */
export const clockEvents = [z.object({ kind: z.literal('overdue'), what: z.enum(['acknowledge', 'freeze-ends-in-4-hours', 'freeze-ends-in-1-hour']) })] as const

const overdueWords = {
  acknowledge: { ja: '確認の期限を過ぎました', en: 'The time to acknowledge has passed' },
  'freeze-ends-in-4-hours': { ja: '仮の停止は、あと4時間で終わります', en: 'The provisional stop ends in 4 hours' },
  'freeze-ends-in-1-hour': { ja: '仮の停止は、あと1時間で終わります', en: 'The provisional stop ends in 1 hour' },
} as const

export const clockSays: Says<typeof clockEvents> = { overdue: ({ what }) => overdueWords[what] }
