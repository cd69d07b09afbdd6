import { z } from 'zod'
import type { Sentence } from '../../approval/contract.ts'
import type { HeldApproval } from '../../approval/decide.ts'
import { subjectId } from '../../approval/approval.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Config } from '../../config.ts'
import { done, refused, type Answer, type RefusalReason } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import { dayOf } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { textsOf } from '../../line/texts.ts'
import { usableBalance } from '../balance.ts'
import { backToCustomer } from './money-back-message.ts'
import { whyNotRefund } from './refund.ts'
import { roomOf } from './room.ts'

type Approval = Pick<HeldApproval, 'id' | 'number' | 'subject' | 'asked' | 'proposedBy'>

const askedShape = z.object({ amount: z.string().regex(/^[1-9][0-9]*$/) })
const amountOf = ({ asked }: Approval): bigint => BigInt(askedShape.parse(asked).amount)

const reasons = ['already-voided', 'refund-too-high', 'refund-in-case', 'payer-left', 'refund-after-expiry'] as const satisfies readonly RefusalReason[]

/** 返金, when a second officer has approved it. The database decides again while it holds the wallet and the payment. */
export async function refundPayment(tx: Tx, approval: Approval, scope: OfficerScope, now: Date): Promise<Answer<null>> {
  const paymentId = subjectId(approval.subject)
  const [told] = await tx.$queryRaw<Told[]>`SELECT * FROM refund_payment(${approval.id}::uuid, ${now}::timestamptz)`
  if (told?.outcome !== 'returned') return refusedBy(told)
  await recordAudit(tx, {
    actor: { kind: 'officer', id: scope.officerId }, action: 'payment.refund', objectKind: 'payment', objectId: paymentId,
    details: { approval: approval.number, amount: amountOf(approval).toString(), proposedBy: approval.proposedBy, refundId: told.refund_id }, now,
  })
  return done(null)
}

interface Told {
  readonly outcome: string
  readonly refund_id: string | null
  readonly figure: bigint | null
  readonly open_case: string | null
}

function refusedBy(told: Told | undefined): Answer<never> {
  const reason = reasons.find((known) => known === told?.outcome)
  if (!reason) throw new Error(`a refund was refused for an unknown reason: ${told?.outcome ?? 'none'}`)
  return refused(reason, { left: yenSign(told?.figure ?? 0n), case: told?.open_case ?? '' })
}

/** What would refuse the refund now, for whoever is about to approve it. */
export async function refundChanges(tx: Tx, approval: Approval, now: Date): Promise<readonly Sentence[]> {
  const room = await roomOf(tx, subjectId(approval.subject), dayOf(now))
  const no = room && explained(whyNotRefund(room, amountOf(approval)))
  return no ? [{ ja: `いま承認しても返金されません。${no.ja}`, en: `Approving now would be refused. ${no.en}` }] : []
}

/** What the customer will read if it is approved now. */
export async function refundPreview(config: Config, tx: Tx, approval: Approval, _scope: OfficerScope, now: Date): Promise<readonly string[]> {
  const amount = amountOf(approval)
  const paid = await tx.payment.findUniqueOrThrow({
    where: { id: subjectId(approval.subject) },
    select: { id: true, customerId: true, paidAt: true, matchNumber: true, store: { select: { name: true } } },
  })
  const balanceAfter = (await usableBalance(tx, paid.customerId, dayOf(now))) + amount
  return textsOf(backToCustomer(config, { kind: 'refund', paymentId: paid.id, amount, storeName: paid.store.name, paidAt: paid.paidAt, matchNumber: paid.matchNumber, balanceAfter }))
}
