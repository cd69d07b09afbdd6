import type { Context } from '../../context.ts'
import { masked } from '../../core/personal.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { dayFromColumn, dayOf } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { preparedSeen } from '../demands/prepare-unfreeze.ts'
import { movesOf } from '../moves.ts'
import { recordActsOf } from '../record/record-acts.ts'
import { approvalsSeen, demandsSeen, factChecksSeen, freezeSeen, messagesSeen, paymentsSeen, timelineSeen } from './case-parts.ts'
import { evidenceSeen } from './evidence-seen.ts'
import type { CaseFile } from '../contract.ts'
import { actingOn, readHeldCase } from '../hold-case.ts'
import { hasNextDay, pinnedFor } from '../clocks/pinned.ts'
import { clocksSeen, nextWhatOf } from './clocks-seen.ts'
import { appealsSeen } from '../appeals/appeals-seen.ts'
import { targetsSeen } from '../stops/targets/targets-seen.ts'
import { papersSeen } from '../papers/papers-seen.ts'
import { linksSeen, peopleSeen, storeSeen, subjectsSeen, theSubject } from './subjects-seen.ts'

/** Everything an officer sees of a case, the customer masked, and what may be done with it now. Read in one snapshot. */
export async function readCaseFile(ctx: Context, scope: OfficerScope, caseId: string): Promise<Answer<CaseFile>> {
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const row = await tx.fraudCase.findUnique({ where: { id: caseId } })
    if (!row) return refused('not-found')
    const { standing } = await readHeldCase(tx, caseId, now)
    const acting = await actingOn(tx, scope, caseId)
    const names = await officerNames(tx)
    const clocks = await clocksSeen(tx, row)
    const links = await linksSeen(tx, caseId, names)
    return done({
      id: row.id,
      number: row.number,
      state: row.state,
      urgency: row.urgency,
      openedAt: row.openedAt.toISOString(),
      acknowledgeBy: row.acknowledgeBy.toISOString(),
      nextOn: dayFromColumn(row.nextOn),
      owner: standing.owner,
      pinned: pinnedFor({ pinned: row.pinned, hasOwner: await hasOwner(tx, row), hasNext: hasNextDay({ state: row.state, nextOn: dayFromColumn(row.nextOn) }, dayOf(now)) }, clocks[0] ?? null, now),
      clocks: clocks.map(({ kind, dueAt }) => ({ kind, dueAt: dueAt.toISOString() })),
      nextWhat: await nextWhatOf(tx, row),
      amountAtRisk: row.amountAtRisk.toString(),
      verdict:
        row.verdict && row.verdictBy && row.verdictAt
          ? { verdict: row.verdict, reason: row.verdictReason ?? '', note: row.verdictNote, by: names.get(row.verdictBy) ?? '', at: row.verdictAt.toISOString() }
          : null,
      subject: theSubject(await subjectsSeen(tx, [{ kind: row.subjectKind, id: row.subjectId }])),
      customer: row.customerId === null ? null : await customerSeen(tx, row.customerId, caseId),
      store: row.storeId === null ? null : await storeSeen(tx, row.storeId),
      people: row.customerId === null ? await peopleSeen(tx, caseId) : [],
      links,
      freeze: await freezeSeen(tx, row, names),
      evidence: await evidenceSeen(tx, caseId),
      payments: await paymentsSeen(tx, row),
      factChecks: await factChecksSeen(tx, caseId),
      demands: await demandsSeen(tx, caseId, now),
      messages: await messagesSeen(tx, caseId),
      prepared: await preparedSeen(tx, caseId),
      approvals: await approvalsSeen(tx, caseId, names),
      papers: await papersSeen(tx, row, standing, names, now),
      timeline: await timelineSeen(tx, caseId, names),
      moves: movesOf(standing, acting),
      records: recordActsOf(standing, links, acting),
      targets: await targetsSeen(tx, row, acting, names),
      appeals: await appealsSeen(tx, caseId, acting, names),
    })
  })
}

/** Somebody who has left looks after nothing. */
async function hasOwner(tx: Tx, { state, ownerId }: { readonly state: string; readonly ownerId: string | null }): Promise<boolean> {
  if (state === 'closed') return true
  return ownerId !== null && (await tx.officer.count({ where: { id: ownerId, employment: 'active' } })) > 0
}

/** Names by id, of all officers there ever were. A secretariat has tens of them. */
export async function officerNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const officers = await tx.officer.findMany({ select: { id: true, name: true }, take: 1_000 })
  return new Map(officers.map(({ id, name }) => [id, name]))
}

async function customerSeen(tx: Tx, customerId: string, caseId: string): Promise<NonNullable<CaseFile['customer']>> {
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId }, select: { code: true, name: true, lineUserId: true } })
  const wallet = await tx.wallet.findUnique({ where: { customerId }, select: { standing: true, balance: true } })
  const contact = await tx.lineContact.findUnique({ where: { lineUserId: customer.lineUserId }, select: { blockedAt: true } })
  const [devices] = await tx.$queryRaw<{ count: bigint }[]>`SELECT count(DISTINCT device_id) AS count FROM payments WHERE customer_id = ${customerId}::uuid`
  return {
    id: customerId,
    code: customer.code,
    maskedName: masked(customer.name),
    standing: wallet?.standing ?? 'closed',
    balance: (wallet?.balance ?? 0n).toString(),
    devices: Number(devices?.count ?? 0n),
    earlierCases: await tx.fraudCase.count({ where: { customerId, id: { not: caseId } } }),
    contact: { blocked: Boolean(contact?.blockedAt) },
  }
}
