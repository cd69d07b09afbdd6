import { z } from 'zod'
import type { Tx } from '../../../db/atomically.ts'
import type { CaseState, Verdict } from '../../case.ts'
import { targetKinds } from './contract.ts'
import type { TargetKind, TargetStanding } from './target.ts'

/** Something that a case could stop, with the stop in force or the case's last one. */
export interface CaseTarget {
  readonly kind: TargetKind
  readonly id: string
  /** 「S-0142 みどり青果店」, 「C-7F3K」, 「端末 4F2A」. */
  readonly name: string
  readonly stop: StopRow | null
  readonly standing: TargetStanding
}

export type StopRow = Awaited<ReturnType<typeof stopsOn>>[number]

/** What every proposal about a stop says of its target. */
const stopProposed = z.object({ target: z.enum(targetKinds), targetId: z.uuid() })

/** How many stores or devices of one case a screen can offer. */
const targetsMax = 20

/** The case that would stop something. */
export interface CaseStopping {
  readonly id: string
  readonly state: CaseState
  readonly verdict: Verdict | null
}

/** All that a case can stop: the device and LINE account of its customer, the stores of its payments. */
export async function targetsOf(tx: Tx, fraudCase: CaseStopping): Promise<CaseTarget[]> {
  const named = [...(await devicesOf(tx, fraudCase.id)), ...(await lineAccountOf(tx, fraudCase.id)), ...(await storesOf(tx, fraudCase.id))]
  const stops = await stopsOn(tx, fraudCase.id, named.map(({ id }) => id))
  const waiting = await waitingOn(tx, fraudCase.id)
  const unpaid = await unpaidTo(tx, named.filter(({ kind }) => kind === 'payouts').map(({ id }) => id))
  return named.map(({ kind, id, name }) => {
    const own = stops.filter((stop) => stop.target === kind && stop.targetId === id)
    const open = own.find(({ level }) => level === 'provisional' || level === 'confirmed')
    const mine = own.filter(({ caseId }) => caseId === fraudCase.id)
    return {
      kind, id, name, stop: open ?? mine.at(0) ?? null,
      standing: {
        kind, caseState: fraudCase.state, caseVerdict: fraudCase.verdict, open: open ? (open.level === 'confirmed' ? 'confirmed' : 'provisional') : null,
        otherCase: open && open.caseId !== fraudCase.id ? open.fraudCase.number : null,
        provisionalUsed: mine.some(({ lapsesAt }) => lapsesAt !== null), unpaid: kind === 'payouts' ? (unpaid.get(id) ?? 0n) : null,
        pending: Object.fromEntries(waiting.filter((one) => one.target === kind && one.targetId === id).map((one) => [one.kind, one.number])),
      },
    }
  })
}

/** One of them; null when the case has nothing to do with it. */
export async function targetOf(tx: Tx, fraudCase: CaseStopping, asked: { target: TargetKind; targetId: string }): Promise<CaseTarget | null> {
  return (await targetsOf(tx, fraudCase)).find(({ kind, id }) => kind === asked.target && id === asked.targetId) ?? null
}

/** Each waiting proposal is about one target; the others of the case stay free. */
async function waitingOn(tx: Tx, caseId: string) {
  const rows = await tx.approval.findMany({ where: { caseId, state: 'proposed', kind: { in: ['confirm_stop', 'lift_stop'] } }, select: { kind: true, number: true, asked: true } })
  return rows.map(({ kind, number, asked }) => ({ kind, number, ...stopProposed.parse(asked) }))
}

type Named = Pick<CaseTarget, 'kind' | 'id' | 'name'>

async function devicesOf(tx: Tx, caseId: string): Promise<Named[]> {
  // A store's case has its customers' devices in it, who are no suspects: they are stopped in their own cases.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.device_id AS id FROM case_payments cp JOIN fraud_cases c ON c.id = cp.case_id JOIN payments p ON p.id = cp.payment_id
    WHERE cp.case_id = ${caseId}::uuid AND p.device_id IS NOT NULL AND (c.customer_id IS NOT NULL OR (c.subject_kind = 'device' AND p.device_id::text = c.subject_id))
    GROUP BY p.device_id ORDER BY max(p.paid_at) DESC LIMIT ${targetsMax}`
  return rows.map(({ id }) => ({ kind: 'device', id, name: deviceName(id) }))
}

/** The end of its id, as it stands in the evidence too. */
const deviceName = (id: string): string => `端末 ${id.slice(-4).toUpperCase()}`

async function lineAccountOf(tx: Tx, caseId: string): Promise<Named[]> {
  const rows = await tx.$queryRaw<{ id: string; code: string }[]>`
    SELECT u.id, u.code FROM fraud_cases c JOIN customers u ON u.id = c.customer_id WHERE c.id = ${caseId}::uuid`
  return rows.map(({ id, code }) => ({ kind: 'line_account', id, name: code }))
}

async function storesOf(tx: Tx, caseId: string): Promise<Named[]> {
  const rows = await tx.$queryRaw<{ id: string; code: string; name: string }[]>`
    SELECT s.id, s.code, s.name FROM stores s
    WHERE s.id IN (SELECT p.store_id FROM case_payments cp JOIN payments p ON p.id = cp.payment_id WHERE cp.case_id = ${caseId}::uuid
                   UNION SELECT c.store_id FROM fraud_cases c WHERE c.id = ${caseId}::uuid) ORDER BY s.code LIMIT ${targetsMax}`
  return (['acceptance', 'payouts'] as const).flatMap((kind) => rows.map(({ id, code, name }) => ({ kind, id, name: `${code} ${name}` })))
}

const stopsOn = (tx: Tx, caseId: string, targetIds: string[]) =>
  tx.stop.findMany({
    where: { targetId: { in: targetIds }, OR: [{ caseId }, { level: { in: ['provisional', 'confirmed'] } }] },
    include: { fraudCase: { select: { number: true } } }, orderBy: { startedAt: 'desc' }, take: 500,
  })

/** What the programme owes each store: settled or not, in no released payout. */
export async function unpaidTo(tx: Tx, storeIds: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
  const rows = await tx.$queryRaw<{ store: string; unpaid: bigint }[]>`
    SELECT e.owner_id AS store, greatest(sum(e.amount), 0)::bigint AS unpaid FROM journal_entries e
    WHERE e.owner_id = ANY (${[...storeIds]}::uuid[]) AND e.ledger = 'store_payable' GROUP BY e.owner_id`
  return new Map(rows.map(({ store, unpaid }) => [store, unpaid]))
}
