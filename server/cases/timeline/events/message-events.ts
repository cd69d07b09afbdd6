import { z } from 'zod'
import type { Says } from '../sentence.ts'

/** Messages that had to arrive, and did not. */
export const undeliverable = z.enum(['blocked', 'not-a-friend', 'not-sent'])

export const messageEvents = [z.object({ kind: z.literal('undelivered'), message: z.string(), why: undeliverable })] as const

const whyWords = {
  blocked: { ja: 'LINEがブロックされています', en: 'LINE is blocked' },
  'not-a-friend': { ja: '友だち登録がありません', en: 'not a friend of our account' },
  'not-sent': { ja: '送れませんでした', en: 'it could not be sent' },
} as const

const messageWords: Readonly<Record<string, { readonly ja: string; readonly en: string }>> = {
  F10: { ja: '一時停止のお知らせ', en: 'The notice of the stop' },
  F13: { ja: '返済のお願い', en: 'The repayment request' },
  F20: { ja: 'お詫びとお知らせ', en: 'The notice of an incident' },
}
export const messageName = (kind: string): { readonly ja: string; readonly en: string } => messageWords[kind] ?? { ja: 'お知らせ', en: 'A notice' }

export const messageSays: Says<typeof messageEvents> = {
  undelivered: ({ message, why }) => ({
    ja: `${messageName(message).ja}がLINEで届いていません（${whyWords[why].ja}）。電話か郵便で連絡してください`,
    en: `${messageName(message).en} did not arrive in LINE (${whyWords[why].en}). Call or write`,
  }),
}
