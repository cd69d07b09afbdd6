import { recordAudit } from '../../../audit/record.ts'
import { yenText, type Yen } from '../../../core/yen.ts'
import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import { tellOfficersOfMoney } from '../../job-tokens.ts'
import type { Ending, Source } from '../ending.ts'
import type { WhyNot } from '../money-received.ts'
import type { MoneyKind } from '../said.ts'

export interface Suspended {
  readonly source: Source
  /** Null when the notification could not be understood: then the item is the notification's. */
  readonly pspRef: string | null
  readonly kind: MoneyKind | null
  readonly reference: string | null
  /** Null when it is not known in yen. */
  readonly amount: Yen | null
  readonly why: WhyNot
  readonly method: string | null
  readonly paidAt: Date | null
  readonly payerNameKana: string | null
  /** What is left over of a repayment: the repayment's journal has put it into suspense already. */
  readonly surplus?: boolean
}

/** Keeps money that cannot be booked, on the books where its amount is known, and calls the officers. One item per money. */
export async function suspend(tx: Tx, one: Suspended, now: Date): Promise<Ending> {
  const [made] = await tx.$queryRaw<{ id: string | null }[]>`
    SELECT suspend_money(${one.source.provider}, ${one.pspRef}::text, ${one.source.notificationId}::uuid, ${one.kind}::"MoneyKind", ${one.reference}::text, ${one.amount}::bigint,
                         ${one.why}, ${one.method}::text, ${one.paidAt}::timestamptz, ${one.payerNameKana}::text, ${one.surplus ?? false}, ${now}::timestamptz) AS id`
  if (!made?.id) return { state: 'suspense', outcome: one.why }
  await recordAudit(tx, {
    actor: { kind: 'programme' }, action: 'suspense.open', objectKind: 'suspense', objectId: made.id,
    details: { provider: one.source.provider, pspRef: one.pspRef, amount: one.amount === null ? null : yenText(one.amount), why: one.why }, now,
  })
  // Officers stopped top-ups themselves, and that money is booked when they are taken again.
  if (one.why !== 'top-up-stopped') await enqueue(tx, tellOfficersOfMoney, { about: 'suspense', id: made.id })
  return { state: 'suspense', outcome: one.why }
}

/** A notification that nobody can read may be about money: people look at it. */
export const suspendUnread = (tx: Tx, source: Source, now: Date): Promise<Ending> =>
  suspend(tx, { source, pspRef: null, kind: null, reference: null, amount: null, why: 'not-understood', method: null, paidAt: null, payerNameKana: null }, now)
