import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseVerification } from '../../server/cases/chain/contract.ts'
import { sealCases } from '../../server/cases/chain/seal-cases.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, confirmed, suspicion } from './cases-acts.ts'

let town: Town
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

const verified = async (caseId: string) => (await sato.get<CaseVerification>(`/api/secretariat/cases/${caseId}/verification`)).body

/** A case with six or more events, all of them sealed. */
async function sealedCase(): Promise<{ caseId: string; events: number }> {
  const suspected = await suspicion(town)
  await confirmed(town, sato, suspected)
  await act(sato, suspected.caseId, 'propose-freeze', { reason: '店舗の記録と一致しない' })
  await sealCases(town.ctx)
  const { caseId } = suspected
  return { caseId, events: (await caseFileOf(sato, caseId)).timeline.length }
}

/** What only somebody with the owner's password can do, past every trigger. */
async function tampered(change: () => Promise<unknown>): Promise<void> {
  await town.sql`ALTER TABLE case_events DISABLE TRIGGER USER`
  await change()
  await town.sql`ALTER TABLE case_events ENABLE TRIGGER USER`
}

test('a timeline is sealed once a minute, each event standing on the one before it, and sealing twice changes nothing', async () => {
  const { caseId, events } = await sealedCase()
  expect(await verified(caseId)).toMatchObject({ intact: true, events, unsealed: 0, brokenAt: null })
  const chain = await town.sql<{ chain_index: number; prev_hash: string; hash: string }>`SELECT chain_index, prev_hash, hash FROM case_events WHERE case_id = ${caseId} ORDER BY chain_index`
  expect(chain.map(({ chain_index: place }) => place)).toEqual(chain.map((_, at) => at + 1))
  expect(chain.slice(1).map(({ prev_hash: before }) => before)).toEqual(chain.slice(0, -1).map(({ hash }) => hash))

  await Promise.all([sealCases(town.ctx), sealCases(town.ctx)])

  expect(await town.sql`SELECT chain_index, prev_hash, hash FROM case_events WHERE case_id = ${caseId} ORDER BY chain_index`).toEqual(chain)
})

test('what happens afterwards waits for the next minute and goes on where the chain ended, whoever seals at the same moment', async () => {
  const { caseId, events } = await sealedCase()
  await act(sato, caseId, 'propose-demand', { amount: '9600', dueOn: '2027-01-31', reason: '合計' })
  expect(await verified(caseId)).toMatchObject({ intact: true, events, unsealed: 1 })

  await Promise.all([sealCases(town.ctx), sealCases(town.ctx), sealCases(town.ctx)])

  expect(await verified(caseId)).toMatchObject({ intact: true, events: events + 1, unsealed: 0 })
})

test('nobody changes, removes or seals an event, not even the owner without taking the locks off', async () => {
  const { caseId } = await sealedCase()
  await expect(town.sql`UPDATE case_events SET at = now() WHERE case_id = ${caseId}`).rejects.toThrow(/append only/)
  await expect(town.sql`DELETE FROM case_events WHERE case_id = ${caseId}`).rejects.toThrow(/append only/)
  await expect(town.sql`UPDATE case_events SET hash = 'x' WHERE case_id = ${caseId}`).rejects.toThrow(/append only/)
  await expect(town.sql`INSERT INTO case_events (case_id, at, kind, details, chain_index, prev_hash, hash) VALUES (${caseId}, now(), 'taken', '{}', 99, 'x', 'x')`).rejects.toThrow(/without a seal/)
})

test('a changed event shows at its place, and a removed, moved or cut-off one too', async () => {
  const changed = await sealedCase()
  await tampered(() => town.sql`UPDATE case_events SET details = jsonb_set(details, '{reason}', '"別の理由"') WHERE case_id = ${changed.caseId} AND chain_index = ${changed.events}`)
  expect(await verified(changed.caseId)).toMatchObject({ intact: false, brokenAt: changed.events })

  const removed = await sealedCase()
  await tampered(() => town.sql`DELETE FROM case_events WHERE case_id = ${removed.caseId} AND chain_index = 3`)
  expect(await verified(removed.caseId)).toMatchObject({ intact: false, brokenAt: 3 })

  const moved = await sealedCase()
  await tampered(() => town.sql`UPDATE case_events SET at = at - interval '1 hour' WHERE case_id = ${moved.caseId} AND chain_index = 2`)
  expect(await verified(moved.caseId)).toMatchObject({ intact: false, brokenAt: 2 })

  const cut = await sealedCase()
  await tampered(() => town.sql`DELETE FROM case_events WHERE case_id = ${cut.caseId} AND chain_index = ${cut.events}`)
  expect(await verified(cut.caseId)).toMatchObject({ intact: false, events: cut.events - 1, brokenAt: cut.events })
  expect((await caseFileOf(sato, cut.caseId)).timeline).toHaveLength(cut.events - 1)
})

test('who forges an event and seals it again from there on is found by the audit log, which kept the chain’s head', async () => {
  const { caseId, events } = await sealedCase()
  await tampered(async () => {
    await town.sql`UPDATE case_events SET details = jsonb_set(details, '{reason}', '"別の理由"'), chain_index = NULL, prev_hash = NULL, hash = NULL WHERE case_id = ${caseId} AND chain_index = ${events}`
    await town.sql`SELECT * FROM seal_case(${caseId})`
  })
  expect(await verified(caseId)).toMatchObject({ intact: false, brokenAt: events })
})

test('an event that nobody can read any more still lets its case open, and says so at its place', async () => {
  const { caseId } = await sealedCase()
  await tampered(() => town.sql`UPDATE case_events SET details = '{}' WHERE case_id = ${caseId} AND kind = 'proposed'`)
  const file = await caseFileOf(sato, caseId)
  expect(file.timeline.find(({ kind }) => kind === 'proposed')?.ja).toBe('読み取れない記録（proposed）')
  expect((await verified(caseId)).brokenAt).toBe(file.timeline.findIndex(({ kind }) => kind === 'proposed') + 1)
})

test('a case that is not there has no chain', async () => {
  expect((await sato.get('/api/secretariat/cases/01a21f18-92d3-7714-80a9-0e327b8c76b1/verification')).status).toBe(404)
})
