import { quantile } from '../dossiers/amounts.ts'
import { standing, type PaidItem } from '../dossiers/customer.ts'
import { since, sum } from '../dossiers/lists.ts'
import { day, hour, hourOfDay, minute } from '../dossiers/moments.ts'
import { kilometresBetween } from '../dossiers/distance.ts'
import type { PaymentFacts } from '../facts.ts'

export type FactKind = 'number' | 'words' | 'yes-no'

/** Something that a condition may speak of. */
export interface WatchFact {
  readonly ja: string
  readonly en: string
  readonly kind: FactKind
  /** Of numbers, as in the settings of rules. */
  readonly unit?: 'yen' | 'times' | 'hours' | 'minutes' | 'days' | 'percent' | 'people' | 'kilometres' | 'o-clock' | 'ratio'
  /** Null: not known of this payment, so that a condition about it is not applicable. */
  readonly read: (facts: PaymentFacts) => number | string | boolean | null
}

/** Everything that custom watch rules may speak of: a closed list, so that what officers write can be checked when it is saved. */
export const watchFacts = {
  amount: { ja: '金額', en: 'Amount', kind: 'number', unit: 'yen', read: ({ payment }) => payment.amount },
  'round-thousand': { ja: '1,000円ちょうどの倍数', en: 'A multiple of ¥1,000', kind: 'yes-no', read: ({ payment }) => payment.amount % 1_000 === 0 },
  'share-of-balance': {
    ja: '残高のうち使う割合', en: 'Share of the balance', kind: 'number', unit: 'percent',
    read: ({ payment, customer }) => (customer.balance > 0 ? (100 * payment.amount) / customer.balance : null),
  },
  'payments-1h': { ja: 'この人の1時間の支払い回数', en: 'This person’s payments within an hour', kind: 'number', unit: 'times', read: (facts) => within(facts, hour).length + 1 },
  'payments-24h': { ja: 'この人の24時間の支払い回数', en: 'This person’s payments within 24 hours', kind: 'number', unit: 'times', read: (facts) => within(facts, day).length + 1 },
  'paid-24h': {
    ja: 'この人の24時間の合計', en: 'What this person paid within 24 hours', kind: 'number', unit: 'yen',
    read: (facts) => sum(within(facts, day).map(({ amount }) => amount)) + facts.payment.amount,
  },
  'stores-24h': {
    ja: 'この人の24時間の店舗数', en: 'Stores this person paid within 24 hours', kind: 'number', unit: 'times',
    read: (facts) => new Set([...within(facts, day), facts.payment].map(({ storeId }) => storeId)).size,
  },
  'minutes-since-payment': {
    ja: '前の支払いからの時間', en: 'Time since the payment before', kind: 'number', unit: 'minutes',
    read: ({ payment, customer }) => (customer.lastPaidAt === null ? null : (payment.at - customer.lastPaidAt) / minute),
  },
  'distance-since-payment': { ja: '前の支払いの店舗からの距離', en: 'Distance from the store before', kind: 'number', unit: 'kilometres', read: travelled },
  'minutes-since-top-up': {
    ja: '購入からの時間', en: 'Time since the last top-up', kind: 'number', unit: 'minutes',
    read: ({ payment, customer }) => sinceMoment(payment.at, customer.topUps.at(-1)?.at, minute),
  },
  'hours-since-registration': {
    ja: '会員登録からの時間', en: 'Time since registration', kind: 'number', unit: 'hours',
    read: ({ payment, customer }) => sinceMoment(payment.at, customer.registeredAt, hour),
  },
  'hours-on-device': {
    ja: 'この端末を使い始めてからの時間', en: 'Time on this device', kind: 'number', unit: 'hours',
    read: ({ payment, customer }) => (payment.deviceId === null ? null : sinceMoment(payment.at, customer.devices.find(({ id }) => id === payment.deviceId)?.since ?? payment.at, hour)),
  },
  'people-on-device': { ja: 'この端末を使う人数', en: 'People on this device', kind: 'number', unit: 'people', read: ({ device }) => device && Math.max(1, device.customers.length) },
  'people-on-network': { ja: 'このネットワークの人数', en: 'People on this network', kind: 'number', unit: 'people', read: ({ network }) => network && Math.max(1, network.customers.length) },
  'first-here': { ja: 'この店舗での初めての支払い', en: 'First payment at this store', kind: 'yes-no', read: ({ pair }) => pair.paymentCount === 0 },
  'days-here': { ja: 'この店舗で支払った日数（31日）', en: 'Days paid at this store (of 31)', kind: 'number', unit: 'days', read: ({ pair }) => pair.days.length },
  'times-usual-amount': {
    ja: '店舗の中央値との倍率', en: 'Times the store’s median amount', kind: 'number', unit: 'ratio',
    read: ({ payment, store }) => times(payment.amount, store.amounts.total >= 20 ? quantile(store.amounts, 0.5) : null),
  },
  'hour-of-day': { ja: '時刻', en: 'Hour of the day', kind: 'number', unit: 'o-clock', read: ({ payment }) => hourOfDay(payment.at) },
  'store-category': { ja: '店舗の業種', en: 'The store’s category', kind: 'words', read: ({ store }) => store.category },
  'store-code': { ja: '店舗コード', en: 'Store code', kind: 'words', read: ({ store }) => store.code },
  'store-online': { ja: 'オンラインの店舗', en: 'An online store', kind: 'yes-no', read: ({ store }) => store.online },
  mode: { ja: '支払い方法（poster・number・request・code）', en: 'Way to pay (poster, number, request, code)', kind: 'words', read: ({ payment }) => payment.mode },
  'failed-codes-1h': {
    ja: 'この人のコードの失敗（1時間）', en: 'This person’s failed codes within an hour', kind: 'number', unit: 'times',
    read: ({ payment, customer }) => since(customer.failures, payment.at - hour).length,
  },
  'confirmed-before': {
    ja: 'この人の不正確定（90日）', en: 'Fraud confirmed of this person (90 days)', kind: 'number', unit: 'times',
    read: ({ payment, customer }) => customer.marks.verdicts.filter(({ at, outcome }) => outcome === 'fraud' && at >= payment.at - 90 * day).length,
  },
} as const satisfies Record<string, WatchFact>

export type WatchFactId = keyof typeof watchFacts

export const isWatchFact = (id: string): id is WatchFactId => Object.hasOwn(watchFacts, id)

/** The customer's earlier payments that stand, within a span before this one. */
const within = ({ payment, customer }: PaymentFacts, span: number): PaidItem[] => standing(since(customer.payments, payment.at - span))

const sinceMoment = (at: number, moment: number | null | undefined, unit: number): number | null => (moment === null || moment === undefined ? null : Math.max(0, at - moment) / unit)

const times = (amount: number, usual: number | null): number | null => (usual === null || usual <= 0 ? null : amount / usual)

function travelled({ payment, customer }: PaymentFacts): number | null {
  const before = standing(customer.payments).at(-1)
  return before?.place && payment.place ? kilometresBetween(before.place, payment.place) : null
}
