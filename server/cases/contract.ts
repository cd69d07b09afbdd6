import { z } from 'zod'
import { caseKinds, moneyKinds, sentence } from '../approval/contract.ts'
import { backSeen, reminderSeen, scheduleSeen, waysSeen } from './demands/contract.ts'
import { casePapers } from './papers/contract.ts'
import { paymentState } from '../payments/contract.ts'
import { appealSeen } from './appeals/contract.ts'
import { targetSeen } from './stops/targets/contract.ts'
import { fileSeen, photoIds } from './evidence/contract.ts'

const moment = z.iso.datetime()
const yenAmount = z.string()
export const caseState = z.enum(['opened', 'checking_facts', 'cleared', 'confirmed', 'frozen', 'demanded', 'repaying', 'repaid', 'written_off', 'closed'])
export const verdict = z.enum(['cleared', 'confirmed', 'undecided'])
export const demandState = z.enum(['issued', 'partly_repaid', 'repaid', 'withdrawn', 'written_off'])
export const urgency = z.enum(['immediate', 'daily', 'monthly'])

/** Whom an alert or a case is about, as officers read it: 「利用者 C-7F3K」, 「店舗 S-0142 みどり青果店」, 「利用者と店舗 C-7F3K × S-0142 みどり青果店」. */
const subjectSeen = z.object({ kind: z.enum(['customer', 'store', 'device', 'ip', 'home', 'card', 'pair']), name: sentence, label: z.string() })
export type SubjectSeen = z.infer<typeof subjectSeen>

/** A move the screen may offer. `disabled` explains itself (Japanese, English); null = allowed. */
export const move = z.object({
  name: z.enum([
    'take',
    'ask-store',
    'ask-customer',
    'freeze-provisionally',
    'give-verdict',
    'open-linked-case',
    'propose-freeze',
    'propose-unfreeze',
    'propose-demand',
    'propose-instalments',
    'decline-instalments',
    'propose-defer',
    'print-letter',
    'record-posting',
    'propose-booking',
    'propose-withdrawal',
    'propose-write-off',
    'propose-return',
    'report-to-police',
    'note-limitation',
    'close',
  ]),
  /** Whether a second officer has to approve it. */
  needsApproval: z.boolean(),
  disabled: z.object({ reason: z.string(), ja: z.string(), en: z.string() }).nullable(),
})
export type Move = z.infer<typeof move>

/** Something an officer may write down, in whatever state the case is; null = allowed. */
const recordAct = z.object({ name: z.enum(['note', 'contact', 'set-next', 'link-case', 'unlink-case']), disabled: move.shape.disabled })
export type RecordAct = z.infer<typeof recordAct>

export const clockKind = z.enum(['acknowledge', 'fact_check', 'verdict', 'demand', 'repayment', 'instalment', 'appeal'])
/** A deadline that runs, or has passed and was not met. */
const clockSeen = z.object({ kind: clockKind, dueAt: moment })

/** GET /api/secretariat/cases?tab=immediate|daily|monthly|mine|all&state=open|closed&cursor&limit */
export const caseRow = z.object({
  id: z.uuid(), number: z.string(), state: caseState, urgency, subject: subjectSeen, storeCodes: z.array(z.string()), rules: z.array(z.object({ ja: z.string(), en: z.string() })),
  amountAtRisk: yenAmount, openedAt: moment, acknowledgeBy: moment, nextOn: z.string(), ownerId: z.uuid().nullable(), ownerName: z.string().nullable(), overdue: z.boolean(),
  pinned: z.string().nullable(), stopped: z.boolean(), answered: z.boolean(),
  /** 判断できない: to be closed, unless something new comes. */
  undecided: z.boolean(),
  /** The next of its deadlines. */
  clock: clockSeen.nullable(),
})
export type CaseRow = z.infer<typeof caseRow>
export const caseList = z.object({ items: z.array(caseRow), nextCursor: z.string().nullable(), counts: z.record(z.string(), z.number().int()) })

const evidence = z.object({
  id: z.uuid(), typology: sentence, subject: subjectSeen, rule: z.string(), ruleName: sentence, ruleVersion: z.number().int(), urgency,
  /** What was in force when it was found. */
  settings: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What added up to 100 or more. */
  signals: z.array(z.object({ rule: z.string(), ruleName: sentence, points: z.number() })),
  sentence: z.object({ ja: z.string(), en: z.string() }),
  figures: z.array(z.object({ ja: z.string(), en: z.string(), value: z.string(), threshold: z.string() })),
  paymentIds: z.array(z.uuid()), raisedAt: moment,
})
const casePayment = z.object({
  id: z.uuid(), number: z.string(), matchNumber: z.string(), amount: yenAmount, state: paymentState, paidAt: moment,
  customerId: z.uuid(), customerCode: z.string(), storeId: z.uuid(), storeCode: z.string(), storeName: z.string(), latitude: z.number(), longitude: z.number(), concerned: z.boolean(),
})
export const factCheckAnswer = z.object({
  paymentId: z.uuid(), recordFound: z.enum(['found', 'missing', 'unknown']), receiptNumber: z.string().trim().max(40).nullable(), goods: z.string().trim().max(100).nullable(),
  staffOnDuty: z.string().trim().max(40).nullable(), acquaintance: z.enum(['regular', 'first_time', 'unknown']), note: z.string().trim().max(500).nullable(),
})
const sameCheckout = z.enum(['same', 'different', 'unknown']).nullable()
const factCheckSeen = z.object({
  id: z.uuid(), storeCode: z.string(), storeName: z.string(), question: z.string(), askedAt: moment, dueAt: moment, state: z.enum(['asked', 'answered', 'closed']),
  answeredAt: moment.nullable(), sameCheckout, answers: z.array(factCheckAnswer), paymentIds: z.array(z.uuid()),
})
const timelineEntry = z.object({ id: z.uuid(), at: moment, kind: z.string(), who: z.string().nullable(), ja: z.string(), en: z.string() })
const demandSeen = z.object({ id: z.uuid(), number: z.string(), principal: yenAmount, repaid: yenAmount, left: yenAmount, dueOn: z.string(), state: demandState, openedAt: moment.nullable(), ...scheduleSeen.shape, reminders: z.array(reminderSeen), back: backSeen })

/** A customer whose payments a case names, with the case on them, when there is one. */
const personNamed = z.object({
  customerId: z.uuid(), code: z.string(), payments: z.number().int(), amount: yenAmount, paymentIds: z.array(z.uuid()),
  openCase: z.object({ id: z.uuid(), number: z.string(), state: caseState }).nullable(),
})
/** `byHand` links can be ended by hand, for a reason. */
const linkSeen = z.object({ byHand: z.boolean(), id: z.uuid(), number: z.string(), state: caseState, subject: subjectSeen, at: moment, by: z.string().nullable() })
const storeSeen = z.object({
  id: z.uuid(), code: z.string(), name: z.string(),
  staff: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), role: z.enum(['clerk', 'manager', 'owner']), active: z.boolean() })),
})

/** GET /api/secretariat/cases/:id */
export const caseFile = z.object({
  id: z.uuid(), number: z.string(), state: caseState, urgency, openedAt: moment, acknowledgeBy: moment, nextOn: z.string(), owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  pinned: z.string().nullable(), amountAtRisk: yenAmount,
  /** All deadlines that run, the next first. */
  clocks: z.array(clockSeen),
  /** What is to be done on the next day, when somebody said so. */
  nextWhat: z.string().nullable(),
  verdict: z.object({ verdict, reason: z.string(), note: z.string().nullable(), by: z.string(), at: moment }).nullable(),
  subject: subjectSeen,
  /** Null for a case about a store, or about a device that several customers share. A pair's case has customer and store. */
  customer: z.object({ id: z.uuid(), code: z.string(), maskedName: z.string(), standing: z.string(), balance: yenAmount, devices: z.number().int(), earlierCases: z.number().int(), contact: z.object({ blocked: z.boolean() }) }).nullable(),
  store: storeSeen.nullable(), people: z.array(personNamed), links: z.array(linkSeen),
  freeze: z.object({ state: z.enum(['provisional', 'confirmed', 'lapsed', 'lifted']), startedAt: moment, lapsesAt: moment.nullable(), by: z.string() }).nullable(),
  evidence: z.array(evidence), payments: z.array(casePayment), factChecks: z.array(factCheckSeen), demands: z.array(demandSeen),
  messages: z.array(z.object({ kind: z.string(), to: z.enum(['customer', 'store', 'officer']), state: z.string(), acceptedAt: moment.nullable(), openedAt: moment.nullable(), undelivered: z.boolean() })),
  approvals: z.array(z.object({ id: z.uuid(), number: z.string(), kind: z.string(), state: z.string(), proposedBy: z.string(), proposedAt: moment })),
  /** What the programme has prepared for an officer to propose. */
  prepared: z.object({ kind: z.literal('unfreeze'), reason: z.string(), preparedAt: moment }).nullable(),
  papers: casePapers,
  timeline: z.array(timelineEntry), moves: z.array(move),
  /** 「止める対象」 besides the customer's payments. */
  targets: z.array(targetSeen),
  records: z.array(recordAct),
  appeals: z.array(appealSeen),
})
export type CaseFile = z.infer<typeof caseFile>

const reason = z.string().trim().min(1).max(500)
// POST /api/secretariat/cases/:id/… ; each answers 200 with the new caseFile, proposals 201 with {approval:{id,number}}
export const takeCase = z.object({ handOver: z.boolean().default(false) })
export const askStore = z.object({ storeId: z.uuid(), paymentIds: z.array(z.uuid()).max(20), question: z.string().trim().max(500).default('') })
export const askCustomer = z.object({ paymentId: z.uuid() })
export const freezeProvisionally = z.object({ reason })
export const openLinkedCase = z.object({ customerId: z.uuid(), paymentIds: z.array(z.uuid()).max(50), reason })
export const giveVerdict = z.object({
  verdict,
  /** Of those that belong to the verdict: `reasonsOf`. */
  reason: z.enum(['family', 'mistyped', 'event', 'store_record', 'other', 'simultaneous', 'takeover', 'own_store', 'collusion', 'no_answer', 'no_record', 'contradicting', 'unreachable']),
  /** Of an undecided verdict: what was missing. */
  note: z.string().trim().max(500).default(''),
  /** Payments found to be fraudulent (confirmed only). */
  paymentIds: z.array(z.uuid()).max(50).default([]),
})
export const proposeFreeze = z.object({ reason })
export const proposeDemand = z.object({ amount: z.string().regex(/^[1-9][0-9]{0,11}$/), dueOn: z.iso.date(), reason })
export const proposeUnfreeze = z.object({ reason })
export const closeCase = z.object({ reason })
export const proposed = z.object({ approval: z.object({ id: z.uuid(), number: z.string() }) })

/** GET /api/secretariat/approvals?state=proposed|decided, GET /api/secretariat/approvals/:id, POST …/:id/approve, …/:id/send-back and …/:id/withdraw with {reason} */
export const approvalSeen = z.object({
  id: z.uuid(), number: z.string(), kind: z.enum([...caseKinds, ...moneyKinds]), state: z.enum(['proposed', 'approved', 'sent_back', 'expired', 'withdrawn']),
  /** The case, for the kinds that are about one. */
  caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), customerCode: z.string().nullable(),
  /** What it is about in a line: 「C-7F3K / K-2026-000123」, 「お支払い 2611 2512 3456」. */
  about: sentence, amount: yenAmount.nullable(), dueOn: z.string().nullable(), reason: z.string(),
  proposedBy: z.string(), proposedAt: moment, expiresAt: moment, decidedBy: z.string().nullable(), decidedAt: moment.nullable(), decisionReason: z.string().nullable(),
  /** What the proposer saw, fixed at that moment: a case's evidence, or (without a case) facts and what follows. */
  snapshot: z.object({
    takenAt: moment, hash: z.string(), evidence: z.array(sentence), findings: z.array(z.string()),
    payments: z.array(z.object({ number: z.string(), amount: yenAmount, storeCode: z.string(), paidAt: moment })),
    facts: z.array(z.object({ name: sentence, value: sentence })), consequences: z.array(sentence),
  }),
  /** What is different now. */
  changedSince: z.array(sentence),
  /** The message the person will get, as text, to read before deciding. */
  messagePreview: z.array(z.string()),
  mayDecide: z.object({ allowed: z.boolean(), reason: z.string().nullable(), ja: z.string().nullable(), en: z.string().nullable() }),
  /** Whether whoever looks may take it back. */
  mayWithdraw: z.boolean(),
  withdrawal: z.object({ at: moment, reason: z.string() }).nullable(),
})
export type ApprovalSeen = z.infer<typeof approvalSeen>
export const approvalList = z.object({ items: z.array(approvalSeen) })
export const decision = z.object({ reason })

/** GET /api/store/fact-checks; GET /api/store/fact-checks/:id; POST /api/store/fact-checks/:id/answer. No customer data, ever. */
export const storeFactCheck = z.object({
  id: z.uuid(), storeCode: z.string(), storeName: z.string(), question: z.string(), askedAt: moment, dueAt: moment, state: z.enum(['asked', 'answered', 'closed']), overdue: z.boolean(),
  payments: z.array(z.object({ id: z.uuid(), amount: yenAmount, paidAt: moment, matchNumber: z.string() })), sameCheckout, answers: z.array(factCheckAnswer),
  /** Answered after its time. */
  late: z.boolean(),
  photos: z.array(fileSeen),
  additions: z.array(z.object({ id: z.uuid(), addedAt: moment, by: z.string(), words: z.string(), photos: z.array(fileSeen) })),
})
export type StoreFactCheck = z.infer<typeof storeFactCheck>
export const storeFactCheckList = z.object({ items: z.array(storeFactCheck) })
export const answerFactCheck = z.object({ answers: z.array(factCheckAnswer).min(1).max(20), sameCheckout, truthful: z.literal(true), photoIds })
/** POST /api/store/fact-checks/:id/add: 追記, after the answer. */
export const addToFactCheck = z.object({ words: z.string().trim().min(1).max(500), photoIds })
/** GET and POST /api/store/fact-checks/:id/draft: what one member of staff has entered so far, half answers too. */
export const factCheckDraft = z.object({
  answers: z.array(factCheckAnswer.extend({ recordFound: factCheckAnswer.shape.recordFound.nullable(), acquaintance: factCheckAnswer.shape.acquaintance.nullable() })).max(20),
  sameCheckout, photoIds,
})
export const keptDraft = z.object({ draft: factCheckDraft.nullable(), savedAt: moment.nullable(), photos: z.array(fileSeen) })

/** GET /api/repayments, GET /api/repayments/:id (opening is recorded): the customer's own demands. */
export const demandForCustomer = z.object({
  id: z.uuid(), number: z.string(), principal: yenAmount, repaid: yenAmount, left: yenAmount, dueOn: z.string(), state: demandState, issuedAt: moment, repaidAt: moment.nullable(),
  ...scheduleSeen.shape,
  repayments: z.array(z.object({ id: z.uuid(), amount: yenAmount, surplus: yenAmount, method: z.string(), receivedAt: moment })),
  back: backSeen,
  ways: waysSeen,
  /** The payments it is about, each with the receipt it leads to. */
  payments: z.array(z.object({ id: z.uuid(), number: z.string(), storeName: z.string(), amount: yenAmount, paidAt: moment })),
  /** The fifteen legal parts, in order, exactly as issued. */
  contents: z.array(z.object({ heading: z.string(), lines: z.array(z.string()) })),
})
export type DemandForCustomer = z.infer<typeof demandForCustomer>
export const demandList = z.object({ items: z.array(demandForCustomer.omit({ contents: true, repayments: true, back: true, ways: true, payments: true })) })

/** The audit log's own contract, here too because the secretariat's screens read both. */
export { auditList, auditVerification } from '../audit/contract.ts'
