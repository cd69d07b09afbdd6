import type { Tx } from '../../db/atomically.ts'

/** What is stopped because of a case. */
export interface StopStanding {
  /** The freeze that stops the customer now, if one does. */
  readonly freeze: 'provisional' | 'confirmed' | null
  /** One officer alone has already stopped payments for this case once. */
  readonly provisionalUsed: boolean
  /** Stops of stores and devices because of this case that are in force. */
  readonly openStops: number
  /** What the customer said against a decision here and nobody has answered. */
  readonly openAppeals: number
  /** A decision here was wrong: the customer's appeal against it was accepted. */
  readonly appealAccepted: boolean
}

export interface OpenFreeze {
  readonly id: string
  readonly state: 'provisional' | 'confirmed'
}

export async function stopStanding(tx: Tx, caseId: string, open: OpenFreeze | null): Promise<StopStanding> {
  return {
    freeze: open?.state ?? null,
    provisionalUsed: (await tx.freeze.count({ where: { caseId, lapsesAt: { not: null } } })) > 0,
    openStops: await tx.stop.count({ where: { caseId, level: { in: ['provisional', 'confirmed'] } } }),
    openAppeals: await tx.appeal.count({ where: { caseId, state: 'open' } }),
    appealAccepted: (await tx.appeal.count({ where: { caseId, state: 'accepted' } })) > 0,
  }
}

/** The freeze that stops a customer now. The index one_open_freeze allows one. */
export async function openFreezeOf(tx: Tx, customerId: string): Promise<OpenFreeze | null> {
  const freeze = await tx.freeze.findFirst({ where: { customerId, state: { in: ['provisional', 'confirmed'] } }, select: { id: true, state: true } })
  return freeze ? { id: freeze.id, state: freeze.state === 'confirmed' ? 'confirmed' : 'provisional' } : null
}
