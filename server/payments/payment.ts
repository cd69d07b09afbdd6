import { refused, type Refusal, type RefusalReason } from '../core/refusal.ts'
import { dayInJapanese, type Day } from '../core/time.ts'
import { yen, yenSign, yenText, type Yen } from '../core/yen.ts'

/** What one payment may be, set by the programme. Yen, inclusive. */
export interface Limits {
  readonly payment: Yen
  /** All payments of one customer on one Japan day. */
  readonly day: Yen
}

/** 入金通知: which payments a store's staff are told of in LINE. The till's feed shows all of them. */
export type ReceiptNotice = 'all' | 'large' | 'none'
const largeFrom: Yen = yen(10_000)
export const isToldToStaff = (notice: ReceiptNotice, amount: bigint): boolean => notice === 'all' || (notice === 'large' && amount >= largeFrom)

/** The words of 今日のしるし: short, told apart at a glance and when called across a counter. */
const marks = [
  'つばめ', 'りんご', 'ふじさん', 'かえる', 'いちょう', 'さくら', 'とんぼ', 'きつね', 'みかん', 'ほたる',
  'すいか', 'うさぎ', 'もみじ', 'くじら', 'たけのこ', 'ひまわり', 'かめ', 'つばき', 'ふくろう', 'いちご',
  'あさがお', 'たぬき', 'まつぼっくり', 'ちょうちょ', 'かぼちゃ', 'すずめ', 'ゆきだるま', 'くるみ', 'はまぐり', 'たんぽぽ',
] as const

const dayMs = 86_400_000
/** Has no divisor in common with 30: thirty days in a row have thirty different marks, in no order a list would show. */
const stride = 17

/** 今日のしるし of a Japan day: the same word on the payer's and on the store's screen, another one each day. */
export function markOf(day: Day): string {
  const dayNumber = Date.parse(`${day}T00:00:00Z`) / dayMs
  const mark = marks[(dayNumber * stride) % marks.length]
  if (mark === undefined) throw new RangeError(`not a day: ${day}`)
  return mark
}

/** Every no that the till can say about one payment. */
export const payRefusals = [
  'not-signed-in', 'not-registered', 'not-your-role', 'key-reused', 'key-closed', 'programme-stopped',
  'store-not-found', 'poster-not-valid', 'store-not-accepting', 'own-store', 'request-expired', 'request-used', 'code-expired', 'code-used', 'code-not-accepted',
  'payment-limit', 'day-limit', 'balance-short', 'kind-not-here', 'voucher-expired', 'payer-frozen', 'self-stopped', 'device-stopped',
] as const satisfies readonly RefusalReason[]
export type PayRefusal = (typeof payRefusals)[number]

/** A refusal as the database told it, with its figures as a person reads them. Throws on a reason it does not know. */
export function refusalFrom(told: string, figures: Readonly<Record<string, string>>): Refusal {
  const reason = payRefusals.find((known) => known === told)
  if (!reason) throw new Error(`the till refused for an unknown reason: ${told}`)
  return refused(reason, Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, asRead(name, value)])))
}

const asRead = (name: string, value: string): string => (name === 'day' ? dayInJapanese(value as Day) : yenSign(BigInt(value)))

/** How a paid amount splits into kinds, the restricted one first, from the figures the database keeps. */
export function usesOf(amount: bigint | string, smallStoreAmount: bigint | string): { kind: 'common' | 'small_store'; amount: string }[] {
  const [all, small] = [BigInt(amount), BigInt(smallStoreAmount)]
  const uses = [{ kind: 'small_store' as const, amount: small }, { kind: 'common' as const, amount: all - small }]
  return uses.filter((use) => use.amount > 0n).map((use) => ({ kind: use.kind, amount: yenText(use.amount) }))
}

/** What a top-up of this amount credits on top of itself: the premium, in whole yen, rounded down. */
export const premiumOn = (amount: Yen, percent: number): Yen => ((amount * BigInt(percent)) / 100n) as Yen
