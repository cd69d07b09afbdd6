import type { Subject } from '../subject.ts'
import type { TypologyId } from './typology.ts'
import type { Urgency } from '../clocks/urgency.ts'

/** The fraud rules by id, as officers know them. The detectors are in fraud/rules; what they found outlives them. */
export const ruleNames = {
  'simultaneous-payments': { ja: '同時刻の複数決済', en: 'Payments at the same time' },
  'impossible-travel': { ja: '短時間の遠距離移動', en: 'Impossible travel' },
  'own-store-payment': { ja: '自店決済', en: 'Payment at one’s own store' },
  'cash-out': { ja: '換金目的の一括利用', en: 'Vouchers emptied at one store' },
  'collusive-ring': { ja: '共謀グループ', en: 'Ring around a store' },
  'round-repeat': { ja: '同額の繰り返し', en: 'The same amount again and again' },
  'just-below-limit': { ja: '上限直下の繰り返し', en: 'Just below the limit' },
  'limit-split': { ja: '上限を超える分割', en: 'Split to stay below the limit' },
  'void-abuse': { ja: '取消の悪用', en: 'Abuse of voids' },
  'takeover-drain': { ja: '新しい端末での使い切り', en: 'Drained from a new device' },
  'several-accounts': { ja: '複数アカウントの共有', en: 'Several accounts in one hand' },
  'off-hours': { ja: '営業時間外の決済', en: 'Payment outside opening hours' },
  'code-relay': { ja: 'コードの使い回し・転送', en: 'Code replayed or relayed' },
  'code-guessing': { ja: 'コードの連続失敗', en: 'Codes tried again and again' },
  'store-concentration': { ja: '特定の利用者への集中', en: 'Turnover from a few customers' },
  'store-surge': { ja: '売上の急増', en: 'Surge of turnover' },
  velocity: { ja: '短時間の多数決済', en: 'Many payments in a short time' },
  'first-payment-large': { ja: '初回からの最大額', en: 'Largest amount at the first payment' },
  'unusual-amount': { ja: 'ふだんと違う金額', en: 'Unusual amount' },
  'top-up-loop': { ja: '購入と利用のくり返し', en: 'Loop of topping up and paying' },
  'newcomer-wave': { ja: '新規アカウントの連続利用', en: 'Wave of fresh accounts' },
  'dormant-burst': { ja: '休眠後の一括利用', en: 'Burst after a long rest' },
  'inactive-store': { ja: '取扱停止中の店舗での決済', en: 'Payment at an inactive store' },
  'payout-change': { ja: '振込先の変更', en: 'Change of bank details' },
  'cash-like-goods': { ja: '換金性の高い商品', en: 'Goods as good as cash' },
  'assisted-registration': { ja: '代理登録の偏り', en: 'Assisted registrations at one store' },
  'same-company': { ja: '同じ顔ぶれの決済', en: 'The same people at the same time' },
  'payment-not-received': { ja: '入金のない支払い画面', en: 'Shown as paid, not received' },
  'customer-report': { ja: 'ご本人の申し出', en: 'Report by the customer' },
  'detector-health': { ja: '検知の健全性', en: 'Health of the detectors' },
} as const

export type RuleId = keyof typeof ruleNames
/** A watch that officers put together: 「watch-12」. */
export type WatchRuleId = `watch-${number | bigint}`

export const ruleNameOf = (rule: string): { readonly ja: string; readonly en: string } =>
  rule in ruleNames ? ruleNames[rule as RuleId] : { ja: rule.replace(/^watch-/, '監視条件 '), en: rule.replace(/^watch-/, 'Watch ') }

/** One row of 「数値を見る」: what was measured, and what it was measured against. Already formatted. */
export interface Figure {
  readonly ja: string
  readonly en: string
  readonly value: string
  readonly threshold: string
}

/** What the fraud engine wants done about an alert, ready to be written and read aloud. */
export interface AlertFound {
  /** `raise` opens an alert, `join` adds payments to it and tells nobody, `escalate` makes it more urgent and tells. */
  readonly act: 'raise' | 'join' | 'escalate'
  /** Typology, subject and the day it began, in one text that the engine makes: an alert is unique by it. */
  readonly window: string
  readonly typology: TypologyId
  readonly subject: Subject
  readonly urgency: Urgency
  /** The moment of what was judged. */
  readonly at: Date
  /** A rule's id; custom watch rules have ids of their own. */
  readonly rule: string
  readonly ruleVersion: number
  readonly settings: unknown
  readonly sentence: { readonly ja: string; readonly en: string }
  /** For LINE: codes only, no threshold (which a reader over the shoulder could learn to stay below). */
  readonly brief: string
  readonly figures: readonly Figure[]
  /** All that the alert names so far, and those among them that this hit added. */
  readonly paymentIds: readonly string[]
  readonly newPaymentIds: readonly string[]
  /** The facts that decided, pinned with the alert. No personal data. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  /** What added up: rules and their points. */
  readonly signals: readonly { readonly rule: string; readonly points: number }[]
}

const rank = { immediate: 0, daily: 1, monthly: 2 } as const satisfies Record<Urgency, number>

/** The more urgent of two. */
export const moreUrgent = (a: Urgency, b: Urgency): Urgency => (rank[a] <= rank[b] ? a : b)

export const isEscalation = (from: Urgency, to: Urgency): boolean => rank[to] < rank[from]
