import { z } from 'zod'
import type { Context } from '../context.ts'
import { done, type Answer } from '../core/refusal.ts'
import type { Yen } from '../core/yen.ts'
import { payment, type Payment } from './contract.ts'
import { refusalFrom, usesOf, type Limits } from './payment.ts'

/** One payment on its way to the till: who (by session or by a shown code), how much, to which store. */
export interface AskedPayment {
  /** sha256 of the session's secret: the database finds the payer by it. Null when the payer showed a one-time code. */
  readonly sessionHash: Buffer | null
  /** The payer's key of this intention: the same key is the same payment. */
  readonly key: string
  /** Fingerprint of what was asked under the key. */
  readonly requestHash: string
  /** Null for a payment request: it says where, and how much. */
  readonly storeNumber: string | null
  readonly amount: Yen | null
  readonly mode: 'poster' | 'number' | 'request' | 'code'
  /** Version of the scanned poster; null when none was scanned. */
  readonly posterVersion: number | null
  /** Digest of a payment request's token, or of a shown code; null for the other ways. */
  readonly tokenHash: Buffer | null
  readonly codeHash: Buffer | null
  /** Who read the code at the till, and on which device. */
  readonly staffId: string | null
  readonly terminalId: string | null
  /** Where the payer is; null when not known. A shown code knows by itself where it was issued. */
  readonly ip: string | null
}

export interface Accepted {
  readonly payment: Payment
  /** The key was used before, and this is its first answer again. */
  readonly replayed: boolean
}

/** `held-back`: the same customer has another payment in this call (from a second device); ask again in the next one. */
export type TillAnswer = Answer<Accepted> | 'held-back'

/** Amounts travel as text, because the driver would make numbers of them on the way. */
const call = `SELECT place, outcome, replayed, facts FROM accept_payments(
  $1::bytea[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[]::bigint[], $7::text[], $8::bytea[], $9::bytea[], $10::uuid[],
  $11::text[], $12::uuid[], $13::timestamptz, $14::bigint, $15::bigint)`

const told = z.object({ place: z.number().int(), outcome: z.string(), replayed: z.boolean(), facts: z.record(z.string(), z.string()) })

/** Asks the till about payments that arrived together, in one statement. Answers in the order asked. Throws on a fault. */
export async function askTill(ctx: Context, asked: readonly AskedPayment[], limits: Limits): Promise<readonly TillAnswer[]> {
  const rows = await ctx.db.till(call, [
    asked.map(({ sessionHash }) => sessionHash),
    asked.map(({ key }) => key),
    asked.map(({ requestHash }) => requestHash),
    asked.map(({ storeNumber }) => storeNumber),
    asked.map(({ posterVersion }) => posterVersion),
    asked.map(({ amount }) => amount?.toString() ?? null),
    asked.map(({ mode }) => mode),
    asked.map(({ tokenHash }) => tokenHash),
    asked.map(({ codeHash }) => codeHash),
    asked.map(({ staffId }) => staffId),
    asked.map(({ ip }) => ip),
    asked.map(({ terminalId }) => terminalId),
    ctx.clock.now(),
    limits.payment.toString(),
    limits.day.toString(),
  ])
  const answers = new Map(rows.map((row) => answerIn(told.parse(row))))
  return asked.map((_one, index) => {
    const answer = answers.get(index + 1)
    if (!answer) throw new Error('the till left a payment without an answer')
    return answer
  })
}

function answerIn({ place, outcome, replayed, facts }: z.infer<typeof told>): [number, TillAnswer] {
  if (outcome === 'held-back') return [place, outcome]
  if (outcome === 'paid') return [place, done({ payment: payment.parse({ ...facts, uses: usesOf(facts.amount ?? '', facts.smallStoreAmount ?? '') }), replayed })]
  return [place, refusalFrom(outcome, facts)]
}

/**
 * Whether a fault leaves open what became of the payments. Only an error that the server itself reported for the
 * statement is certain: it was rolled back. A lost connection, a time-out here or a server going down is not.
 */
export function leavesOutcomeOpen(fault: unknown): boolean {
  if (!reportedByServer(fault)) return true
  return fault.severity !== 'ERROR' || fault.code.startsWith('57P') || fault.code.startsWith('08')
}

/** Whether the same payment may well succeed when it is asked again: locks, deadlocks, too little of something. */
export const passes = (fault: unknown): boolean => reportedByServer(fault) && /^(40|53|55|57|58)/.test(fault.code)

const reportedByServer = (fault: unknown): fault is { code: string; severity: string } =>
  typeof fault === 'object' && fault !== null && 'severity' in fault && 'code' in fault && typeof fault.code === 'string'
