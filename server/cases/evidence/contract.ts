import { z } from 'zod'

const moment = z.iso.datetime()
/** As in documents/media-kind.ts. */
const mediaKind = z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf'])

/** A file that was taken. Its bytes are asked for by themselves. */
export const fileSeen = z.object({ id: z.uuid(), name: z.string(), mediaKind, size: z.number().int(), addedAt: moment })
export type FileSeen = z.infer<typeof fileSeen>

/** Photos of one answer, of a report, of an addition. */
export const photoIds = z.array(z.uuid()).max(5).default([])

/** Why an officer opens a file. */
export const openPurpose = z.enum(['fact-check', 'contact', 'repayment', 'disclosure'])

/** GET /api/secretariat/cases/:id/evidence: what people gave, beside the case file itself. */
export const caseEvidence = z.object({
  /** Every file that the parts below name, and those that officers added. */
  files: z.array(fileSeen.extend({ sha256: z.string(), by: z.string(), givenFor: z.enum(['case', 'fact_check', 'statement', 'store_report']) })),
  checks: z.array(
    z.object({
      factCheckId: z.uuid(), late: z.boolean(), remindedAt: moment.nullable(), photoIds: z.array(z.uuid()),
      additions: z.array(z.object({ id: z.uuid(), addedAt: moment, by: z.string(), words: z.string(), photoIds: z.array(z.uuid()) })),
    }),
  ),
  questions: z.array(
    z.object({
      id: z.uuid(), paymentId: z.uuid(), askedAt: moment, askedBy: z.string(), expiresAt: moment, answer: z.enum(['mine', 'not_mine']).nullable(), answeredAt: moment.nullable(),
      newDevice: z.boolean().nullable(), expired: z.boolean(),
    }),
  ),
  statements: z.array(z.object({ id: z.uuid(), givenAt: moment, words: z.string(), photoIds: z.array(z.uuid()) })),
  reports: z.array(z.object({ id: z.uuid(), storeCode: z.string(), amount: z.string(), seenAt: moment, reportedAt: moment, by: z.string(), words: z.string(), photoIds: z.array(z.uuid()) })),
  /** Stores that could be asked: whether the case is about them, and how many people there are left to ask. */
  stores: z.array(z.object({ storeId: z.uuid(), isSubject: z.boolean(), reachable: z.number().int() })),
})
export type CaseEvidence = z.infer<typeof caseEvidence>

/** POST /api/statements: 事情を説明する */
export const explained = z.object({ words: z.string().trim().min(1).max(500), photoIds: z.array(z.uuid()).max(3).default([]) })
export const explanation = z.object({ id: z.uuid(), caseNumber: z.string() })

/** POST /api/store/not-received */
export const notReceived = z.object({
  storeId: z.uuid(), amount: z.string().regex(/^[1-9][0-9]{0,6}$/), seenAt: moment, words: z.string().trim().max(500).default(''), photoIds,
})
export const notReceivedTaken = z.object({ id: z.uuid() })
