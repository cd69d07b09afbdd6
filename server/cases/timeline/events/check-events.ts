import { z } from 'zod'
import { momentInJapanese, timeInJapanese } from '../../../core/time.ts'
import type { Says } from '../sentence.ts'

/** What was asked of stores and of the customer, and what they said. */
export const checkEvents = [
  z.object({ kind: z.literal('fact_check_asked'), storeCode: z.string(), dueAt: z.iso.datetime(), payments: z.number().int() }),
  z.object({ kind: z.literal('fact_check_answered'), storeCode: z.string(), late: z.boolean().optional(), photos: z.number().int().optional() }),
  z.object({ kind: z.literal('fact_check_reminded'), storeCode: z.string() }),
  z.object({ kind: z.literal('fact_check_added_to'), storeCode: z.string(), photos: z.number().int() }),
  z.object({ kind: z.literal('customer_asked'), matchNumber: z.string(), until: z.iso.datetime() }),
  z.object({ kind: z.literal('customer_answered'), answer: z.enum(['mine', 'not_mine']), newDevice: z.boolean() }),
  z.object({ kind: z.literal('customer_explained'), photos: z.number().int() }),
  z.object({ kind: z.literal('file_added'), name: z.string() }),
] as const

const photosInJapanese = (photos = 0): string => (photos > 0 ? `写真${photos}枚` : '')
const photosInEnglish = (photos = 0): string => (photos > 0 ? `${photos} photos` : '')
const aside = (parts: readonly string[]): string => (parts.some(Boolean) ? `（${parts.filter(Boolean).join('、')}）` : '')
const asideEnglish = (parts: readonly string[]): string => (parts.some(Boolean) ? ` (${parts.filter(Boolean).join(', ')})` : '')

export const checkSays: Says<typeof checkEvents> = {
  fact_check_asked: ({ storeCode, dueAt, payments }) => ({
    ja: `店舗${storeCode}へ事実確認を送りました（${payments}件、期限 ${timeInJapanese(new Date(dueAt))}）`,
    en: `Asked store ${storeCode} (${payments} payments, due ${timeInJapanese(new Date(dueAt))})`,
  }),
  fact_check_answered: ({ storeCode, late, photos }) => ({
    ja: `店舗${storeCode}から回答がありました${aside([late ? '期限のあと' : '', photosInJapanese(photos)])}`,
    en: `Store ${storeCode} answered${asideEnglish([late ? 'after its time' : '', photosInEnglish(photos)])}`,
  }),
  fact_check_reminded: ({ storeCode }) => ({ ja: `店舗${storeCode}へ催促を送りました`, en: `Reminded store ${storeCode}` }),
  fact_check_added_to: ({ storeCode, photos }) => ({
    ja: `店舗${storeCode}から追記がありました${aside([photosInJapanese(photos)])}`,
    en: `Store ${storeCode} added to its answer${asideEnglish([photosInEnglish(photos)])}`,
  }),
  customer_asked: ({ matchNumber, until }) => ({
    ja: `本人に確認を送りました（照合番号 ${matchNumber}、${momentInJapanese(new Date(until))}まで）`,
    en: `Asked the customer about ${matchNumber} (until ${momentInJapanese(new Date(until))})`,
  }),
  customer_answered: ({ answer, newDevice }) => ({
    ja: `本人の回答：${answer === 'mine' ? 'はい、わたしです' : 'ちがいます'}${newDevice ? '（使い始めて24時間たっていない端末です）' : ''}`,
    en: `The customer answered: ${answer === 'mine' ? 'it was me' : 'it was not me'}${newDevice ? ' (from a phone in use for less than 24 hours)' : ''}`,
  }),
  customer_explained: ({ photos }) => ({ ja: `本人から事情の説明がありました${aside([photosInJapanese(photos)])}`, en: `The customer explained${asideEnglish([photosInEnglish(photos)])}` }),
  file_added: ({ name }) => ({ ja: `ファイルを追加しました：${name}`, en: `Added a file: ${name}` }),
}
