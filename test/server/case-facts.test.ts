import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tx } from '../../server/db/atomically.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, confirmed, decide, suspicion, twoStores, type Suspicion } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let mori: OfficerInTown
/** Judged fraudulent, and nothing more. */
let found: Suspicion
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, mori] = await town.officers('佐藤', '森')
  found = await suspicion(town, stores)
  await confirmed(town, sato, found)
})
afterAll(() => town.close())

/** Whatever the office's own database role could write, if its code were wrong. */
const asOffice = (write: (tx: Tx) => Promise<unknown>) => town.ctx.db.atomically({ kind: 'officer', officerId: sato.id, role: 'officer' }, write)
const toState = (id: string, state: 'frozen' | 'demanded' | 'repaying' | 'repaid' | 'written_off' | 'checking_facts') => asOffice((tx) => tx.fraudCase.updateMany({ where: { id }, data: { state } }))

describe('the database keeps a case to its facts', () => {
  test.each(['demanded', 'repaying', 'repaid', 'written_off'] as const)('a case is %s only when something was demanded', async (state) => {
    await expect(toState(found.caseId, state)).rejects.toThrow(/nothing is demanded/)
  })

  test('a case is frozen only while its customer is', async () => {
    await expect(toState(found.caseId, 'frozen')).rejects.toThrow(/its customer is not/)

    expect(await decide(mori, await act(sato, found.caseId, 'propose-freeze', { reason: '店舗の記録と一致しない' }))).toBe('approved')
    const proposal = await act(sato, found.caseId, 'propose-unfreeze', { reason: '取り違え' })
    await town.sql`UPDATE approvals SET state = 'approved', decided_by = ${mori.id}, decided_at = ${town.clock.now()}, decision_reason = 'x' WHERE id = ${proposal}`
    const lifted = { state: 'lifted' as const, endedAt: town.clock.now(), liftProposedBy: sato.id, liftApprovedBy: mori.id }
    await expect(asOffice((tx) => tx.freeze.updateMany({ where: { caseId: found.caseId }, data: lifted }))).rejects.toThrow(/and they are not/)
  })

  test('a case is not closed while the customer it stopped is stopped, and stops nobody afterwards', async () => {
    const { caseId, customer } = await suspicion(town, stores)
    await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })
    await act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })
    const close = (id: string) => asOffice((tx) => tx.fraudCase.updateMany({ where: { id }, data: { state: 'closed', closedAt: town.clock.now(), closedBy: sato.id } }))
    await expect(close(caseId)).rejects.toThrow(/still stopped/)

    const other = await suspicion(town, stores)
    await act(sato, other.caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })
    await close(other.caseId)
    const now = town.clock.now()
    await expect(
      asOffice((tx) =>
        tx.freeze.createMany({ data: [{ caseId: other.caseId, customerId: other.customer.id, state: 'provisional', reason: 'x', startedAt: now, startedBy: sato.id, lapsesAt: now }] }),
      ),
    ).rejects.toThrow(/is closed/)
    expect(await town.sql`SELECT 1 FROM freezes WHERE customer_id = ${other.customer.id}`).toEqual([])
    expect(await town.sql`SELECT 1 FROM freezes WHERE customer_id = ${customer.id} AND state = 'provisional'`).toHaveLength(1)
  })

  test('a case that somebody works on is somebody’s', async () => {
    const { caseId } = await suspicion(town, stores)

    await expect(toState(caseId, 'checking_facts')).rejects.toThrow(/worked_on_by_somebody/)
  })

  test('a link only ends when an officer made it by hand', async () => {
    const [one, other] = [await suspicion(town, stores), await suspicion(town, stores)]
    const now = town.clock.now()
    await asOffice((tx) => tx.caseLink.createMany({ data: [{ fromCaseId: one.caseId, toCaseId: other.caseId, at: now, officerId: sato.id }] }))

    await expect(asOffice((tx) => tx.caseLink.updateMany({ where: { fromCaseId: one.caseId }, data: { endedAt: now, endedBy: sato.id } }))).rejects.toThrow(/ended_by_hand/)
    await expect(asOffice((tx) => tx.caseLink.updateMany({ where: { fromCaseId: one.caseId }, data: { reason: '作りかえ' } }))).rejects.toThrow(/constraint/)
    await expect(town.sql`DELETE FROM case_links WHERE from_case_id = ${one.caseId}`).rejects.toThrow(/only ends/)
  })

  test('nobody rewrites whom a case was passed on to', async () => {
    const { caseId } = await suspicion(town, stores)
    await town.sql`INSERT INTO case_escalations (case_id, step, at, officer_id) VALUES (${caseId}, 1, now(), ${sato.id})`

    await expect(town.sql`DELETE FROM case_escalations`).rejects.toThrow(/append only/)
    await expect(town.sql`UPDATE case_escalations SET officer_id = ${mori.id}`).rejects.toThrow(/append only/)
    await town.sql`INSERT INTO case_escalations (case_id, step, at) VALUES (${caseId}, 2, now())`
    await expect(town.sql`INSERT INTO case_escalations (case_id, step, at) VALUES (${caseId}, 3, now())`).rejects.toThrow(/one_mail_per_case/)
  })
})
