import { z } from 'zod'

export const reportedAs = ['not_me', 'wrong_amount', 'twice', 'not_received', 'other'] as const
export const reportedAsWords = {
  not_me: { ja: 'この支払いをしていない', en: 'I did not make this payment' },
  wrong_amount: { ja: '金額がちがう', en: 'the amount is wrong' },
  twice: { ja: '同じ支払いが2回ある', en: 'it was paid twice' },
  not_received: { ja: '商品を受け取っていない', en: 'nothing was received for it' },
  other: { ja: 'その他', en: 'something else' },
} as const satisfies Record<(typeof reportedAs)[number], { readonly ja: string; readonly en: string }>

/** POST /api/payments/:id/report → ownReport. Sent again it answers what was received first. */
export const reportAsked = z.object({
  reportedAs: z.enum(reportedAs),
  phoneLost: z.boolean(),
  familyPossible: z.boolean(),
  note: z.string().trim().max(200).default(''),
  phoneTime: z.string().trim().max(100).default(''),
  /** 「安全のため、わたしの支払いを今すぐ止める」 */
  stop: z.boolean(),
})
export type ReportAsked = z.infer<typeof reportAsked>

export const reportSeen = z.object({ number: z.string(), reportedAt: z.iso.datetime(), replyBy: z.iso.datetime(), stopped: z.boolean() })
export type ReportSeen = z.infer<typeof reportSeen>
/** GET /api/payments/:id/report: null when nothing was reported. */
export const ownReport = z.object({ report: reportSeen.nullable() })
export type OwnReport = z.infer<typeof ownReport>
