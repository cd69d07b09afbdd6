import { z } from 'zod'
import { sentence } from '../../approval/contract.ts'

const reason = z.string().trim().min(1).max(500)
const yenAsked = z.string().regex(/^[1-9][0-9]{0,11}$/)
const day = z.iso.date()

// POST /api/secretariat/cases/:id/…
/** A line of an address fits the window of the envelope. */
export const addressLineMax = 18
export const printLetter = z.object({
  /** Seven digits, a hyphen after the third or not. */
  postalCode: z.string().regex(/^[0-9]{3}-?[0-9]{4}$/).transform((code) => code.replace('-', '')),
  addressLines: z.array(z.string().trim().min(1).max(addressLineMax)).min(1).max(3),
})
/** `tracking`: the number that the post gave the letter; none for ordinary post. */
export const recordPosting = z.object({ letterId: z.uuid(), postedOn: day, method: z.enum(['ordinary', 'recorded', 'certified']), tracking: z.string().trim().max(30).default('') })
export const proposeWithdrawal = z.object({ reason })
export const proposeBooking = z.object({ amount: yenAsked, method: z.enum(['bank_transfer', 'desk', 'postal_transfer']), reference: z.string().trim().min(1).max(60), receivedOn: day, reason })
export const proposeReturn = z.object({ demandId: z.uuid(), method: z.enum(['bank_transfer', 'desk', 'postal_transfer']), reference: z.string().trim().min(1).max(60), returnedOn: day, reason })
export const proposeWriteOff = z.object({ kind: z.enum(['waived', 'uncollectable']), ground: z.string().trim().min(1).max(200), reason })
export const reportToPolice = z.object({ station: z.string().trim().min(1).max(60), receiptNumber: z.string().trim().max(40).default(''), reportedOn: day })
export const noteLimitation = z.object({ kind: z.enum(['acknowledged', 'demanded', 'lawyer_checked']), happenedOn: day, note: z.string().trim().min(1).max(300) })

/** What a case has on paper, in its file. Addresses are in none of it: they are in the letter alone. */
export const casePapers = z.object({
  letters: z.array(z.object({
    id: z.uuid(), number: z.string(), printedAt: z.iso.datetime(), printedBy: z.string(),
    posted: z.object({ on: z.string(), method: z.enum(['ordinary', 'recorded', 'certified']), tracking: z.string().nullable(), by: z.string() }).nullable(),
  })),
  police: z.array(z.object({ id: z.uuid(), station: z.string(), receiptNumber: z.string().nullable(), reportedOn: z.string(), by: z.string() })),
  /** What was tried to get the open demand's money. Null without one. */
  efforts: z.object({ reminders: z.number().int(), letters: z.number().int(), contacts: z.number().int(), needed: z.number().int() }).nullable(),
  /** Number of money in suspense that carries the open demand's number. */
  moneyToMatch: z.string().nullable(),
  /** 消滅時効: null before anything is owed. */
  limitation: z.object({
    on: z.string(),
    /** Within six months, or over. */
    warning: z.enum(['none', 'soon', 'over']),
    lines: z.array(sentence),
    checked: z.object({ on: z.string(), by: z.string() }).nullable(),
  }).nullable(),
})
export type CasePapers = z.infer<typeof casePapers>
