import { z } from 'zod'
import { sentence } from '../../approval/contract.ts'

const moment = z.iso.datetime()
const disabled = z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable()
const reason = z.string().trim().min(1).max(500)

export const ruleState = z.enum(['live', 'shadow', 'off', 'tripped'])
export type RuleState = z.infer<typeof ruleState>
export const ruleChange = z.enum(['promote', 'off', 'on', 'to-shadow', 'reset'])
export type RuleChange = z.infer<typeof ruleChange>

/** What is wrong with a rule, for who keeps it: too many alerts, none, few that were right, settings that no longer fit. */
export const ruleFlag = z.enum(['noisy', 'silent', 'mostly-wrong', 'broken'])
export type RuleFlag = z.infer<typeof ruleFlag>

/** Of the alerts that got a verdict; the interval is Wilson's, 95 %. */
export const precisionSeen = z.object({ right: z.number().int(), judged: z.number().int(), low: z.number(), high: z.number() })
export type PrecisionSeen = z.infer<typeof precisionSeen>

export const ruleSeen = z.object({
  id: z.string(), name: sentence, typology: sentence, custom: z.boolean(), state: ruleState,
  version: z.number().int(), shadowVersion: z.number().int().nullable(),
  /** 28 Japan days, the oldest first. */
  days: z.array(z.object({ day: z.iso.date(), alerts: z.number().int() })),
  precision: precisionSeen.nullable(), flags: z.array(ruleFlag),
})
export type RuleSeen = z.infer<typeof ruleSeen>

/** One blank of a rule's sentence. */
export const blank = z.object({
  key: z.string(), ja: z.string(), en: z.string(), unit: z.string().nullable(), kind: z.enum(['integer', 'number', 'yes-no']), min: z.number().nullable(), max: z.number().nullable(),
})
export type Blank = z.infer<typeof blank>

export const settingsSent = z.record(z.string().max(60), z.unknown())
export const versionSeen = z.object({
  version: z.number().int(), mode: z.enum(['live', 'shadow', 'off']), settings: settingsSent, says: sentence, savedAt: moment.nullable(), by: z.string().nullable(),
  approval: z.object({ id: z.uuid(), number: z.string() }).nullable(), reason: z.string().nullable(), fits: z.boolean(),
})
export type VersionSeen = z.infer<typeof versionSeen>

const counted = z.object({ version: z.number().int(), days: z.number().int(), asked: z.number().int(), hits: z.number().int(), notApplicable: z.number().int(), errors: z.number().int() })
export type Counted = z.infer<typeof counted>

export const orderKind = z.enum(['snooze', 'allow', 'watch'])
export type OrderKind = z.infer<typeof orderKind>
/** One officer alone is quiet about somebody for a week at most. */
export const snoozeAloneDays = 7
export const orderSeen = z.object({
  id: z.uuid(), kind: orderKind, rule: z.string().nullable(), ruleName: sentence.nullable(), subjectKind: z.string(), subject: z.string(), reason: z.string(),
  by: z.string(), createdAt: moment, expiresAt: moment, active: z.boolean(), endDisabled: disabled,
  /** What it kept quiet about: how often, and the latest few. */
  hits: z.object({ count: z.number().int(), latest: z.array(z.object({ at: moment, ruleName: sentence, paymentId: z.uuid().nullable(), paymentNumber: z.string().nullable() })) }),
})
export type OrderSeen = z.infer<typeof orderSeen>

export const urgencyCounts = z.object({ immediate: z.number(), daily: z.number(), monthly: z.number() })
/** What one version would have done in the tried days. */
export const trialFigures = z.object({
  alerts: z.number().int(), perDay: urgencyCounts, yenAtRisk: z.string(), customers: z.number().int(),
  /** Alerts about payments that people have judged since. */
  confirmed: z.number().int(), cleared: z.number().int(),
  /** It would have flooded, and the breaker would have put it in shadow. */
  trips: z.boolean(),
})
export type TrialFigures = z.infer<typeof trialFigures>
/** Somebody whom only one of the two versions names; codes, never names. */
export const touched = z.object({ kind: z.string(), id: z.string(), code: z.string(), says: sentence, amount: z.string(), urgency: z.enum(['immediate', 'daily', 'monthly']), at: moment })
export const trialResult = z.object({
  days: z.number(), observations: z.number().int(), before: trialFigures, after: trialFigures,
  newCases: z.number().int(), newYen: z.string(), gained: z.array(touched), lostCases: z.number().int(), lost: z.array(touched),
})
export type TrialResult = z.infer<typeof trialResult>
export const backtestSeen = z.object({
  id: z.uuid(), rule: z.string(), settings: settingsSent, says: sentence, from: moment, to: moment, by: z.string(), askedAt: moment,
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']), progress: z.number(), result: trialResult.nullable(),
})
export type BacktestSeen = z.infer<typeof backtestSeen>

/** GET /api/secretariat/rules/:id */
export const ruleFile = z.object({
  rule: ruleSeen, asks: sentence, blanks: z.array(blank), versions: z.array(versionSeen),
  decided: z.number().int().nullable(), shadow: z.number().int().nullable(), daysInShadow: z.number().int().nullable(), shadowDaysWanted: z.number().int(),
  trippedAt: moment.nullable(),
  /** The two versions that run beside each other, over the days on which both did. */
  comparison: z.object({ live: counted.nullable(), shadow: counted }).nullable(),
  orders: z.array(orderSeen), backtest: backtestSeen.nullable(), busyBacktest: z.object({ id: z.uuid(), rule: z.string() }).nullable(),
  pending: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  saveDisabled: disabled, changes: z.array(z.object({ what: ruleChange, says: sentence, disabled })),
})
export type RuleFile = z.infer<typeof ruleFile>

/** GET /api/secretariat/rules; `parts` is what a custom watch may be put together from. */
export const ruleList = z.object({ items: z.array(ruleSeen) })
export type RuleList = z.infer<typeof ruleList>
export const watchParts = z.object({
  facts: z.array(z.object({ id: z.string(), ja: z.string(), en: z.string(), kind: z.enum(['number', 'words', 'yes-no']), unit: z.string().nullable() })),
  operators: z.array(z.object({ id: z.string(), ja: z.string(), en: z.string(), kinds: z.array(z.string()), takes: z.enum(['number', 'two-numbers', 'same', 'list']) })),
  conditionsMax: z.number().int(),
})
export type WatchParts = z.infer<typeof watchParts>

/** POST /api/secretariat/rules/:id/settings → 201 ruleFile; POST /api/secretariat/watch-rules → 201 {rule} */
export const saveSettings = z.strictObject({ settings: settingsSent, reason })
/** POST /api/secretariat/rules/:id/propose → 201 {approval}; null when one officer was enough. */
export const proposeChange = z.strictObject({ what: ruleChange, reason, waiver: reason.optional() })
export type ProposeChange = z.infer<typeof proposeChange>
export const changed = z.object({ approval: z.object({ id: z.uuid(), number: z.string() }).nullable() })

/** POST /api/secretariat/rules/:id/backtests → 201 backtestSeen */
export const askBacktest = z.strictObject({ settings: settingsSent, days: z.number().int().min(1).max(90) })

const code = z.string().trim().min(1).max(100)
const oneSent = z.strictObject({ kind: z.enum(['customer', 'store', 'device', 'ip', 'home', 'card']), code })
/** Whom an order is about; a pair is a customer at one store. Watched are customers, stores and things. */
export const subjectSent = z.discriminatedUnion('kind', [oneSent, z.strictObject({ kind: z.literal('pair'), code, storeCode: code })])
/** POST /api/secretariat/rule-orders → 201 {approval}: null, but for an allow-list and a snooze of more than a week, which a second officer approves. */
export const giveOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('snooze'), rule: z.string().max(60).nullable(), subject: subjectSent, reason, days: z.number().int().min(1).max(30) }),
  z.strictObject({ kind: z.literal('allow'), rule: z.string().max(60).nullable(), subject: subjectSent, reason, days: z.number().int().min(1).max(366) }),
  z.strictObject({ kind: z.literal('watch'), rule: z.null(), subject: oneSent, reason, days: z.number().int().min(1).max(366) }),
])
export type GiveOrder = z.infer<typeof giveOrder>
/** GET /api/secretariat/rule-orders */
export const orderList = z.object({ items: z.array(orderSeen) })
export type OrderList = z.infer<typeof orderList>
