import { deciderOf } from '../../approval/decider.ts'
import type { Context } from '../../context.ts'
import { masked } from '../../core/personal.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { mayAct } from '../may.ts'
import type { CustomerPage } from './contract.ts'
import { fileOfCustomer } from './customer-file.ts'

/** 利用者: everything an officer may know of one customer without opening their name. Also where there never was a case. */
export async function showCustomer(ctx: Context, scope: OfficerScope, code: string): Promise<Answer<CustomerPage>> {
  return ctx.db.atomically<Answer<CustomerPage>>(scope, async (tx) => {
    const customer = await tx.customer.findUnique({ where: { code }, select: { id: true, name: true, lineUserId: true } })
    if (!customer) return refused('not-found')
    const { id } = customer
    const wallet = await tx.wallet.findUniqueOrThrow({ where: { customerId: id }, select: { standing: true, balance: true, selfStoppedAt: true } })
    const contact = await tx.lineContact.findUnique({ where: { lineUserId: customer.lineUserId }, select: { blockedAt: true } })
    const openCase = await tx.fraudCase.findFirst({ where: { subjectKind: 'customer', subjectId: id, state: { not: 'closed' } }, select: { id: true, number: true } })
    return done({
      ...(await fileOfCustomer(tx, id, openCase?.id ?? null)),
      maskedName: masked(customer.name),
      standing: wallet.standing,
      selfStopped: wallet.selfStoppedAt !== null,
      balance: wallet.balance.toString(),
      devices: await devicesOf(tx, id),
      blocked: contact !== null && contact.blockedAt !== null,
      openCase,
      demands: await demandsOf(tx, id),
      revealDisabled: explained(mayAct(await deciderOf(tx, scope, `customer:${id}`))),
    })
  })
}

async function devicesOf(tx: Tx, customerId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>`SELECT count(DISTINCT device_id) AS count FROM payments WHERE customer_id = ${customerId}::uuid`
  return Number(row?.count ?? 0n)
}

async function demandsOf(tx: Tx, customerId: string): Promise<CustomerPage['demands']> {
  const [row] = await tx.$queryRaw<{ open: bigint; left: bigint }[]>`
    SELECT count(*) AS open, coalesce(sum(principal - repaid_total - released), 0)::bigint AS "left" FROM demands
    WHERE customer_id = ${customerId}::uuid AND state IN ('issued', 'partly_repaid')`
  return { open: Number(row?.open ?? 0n), left: (row?.left ?? 0n).toString() }
}
