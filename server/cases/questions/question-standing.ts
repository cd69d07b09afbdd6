import type { Tx } from '../../db/atomically.ts'

/** Whether the customer of a case can be asked 「あなたですか」. */
export interface QuestionStanding {
  /** The customer has blocked our LINE account: nothing we ask there arrives. */
  readonly lineBlocked: boolean
  /** A question waits for its answer, and its time is not over. */
  readonly customerAsked: boolean
}

export async function questionStanding(tx: Tx, caseId: string, customerId: string | null, now: Date): Promise<QuestionStanding> {
  if (customerId === null) return { lineBlocked: false, customerAsked: false }
  const [row] = await tx.$queryRaw<{ blocked: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM customers c JOIN line_contacts l ON l.line_user_id = c.line_user_id WHERE c.id = ${customerId}::uuid AND l.blocked_at IS NOT NULL) AS blocked`
  const waiting = await tx.customerQuestion.count({ where: { caseId, answer: null, expiresAt: { gt: now } } })
  return { lineBlocked: row?.blocked ?? false, customerAsked: waiting > 0 }
}
