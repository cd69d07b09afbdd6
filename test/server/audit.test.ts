import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealAudit } from '../../server/audit/seal.ts'
import { verifyAudit } from '../../server/audit/verify.ts'
import { openTown, type Town } from '../support/town.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { act, suspicion } from './cases-acts.ts'

let town: Town
let sato: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  ;[sato] = await town.officers('佐藤')
})
afterAll(() => town.close())

const verified = () => verifyAudit(town.ctx.db, { kind: 'job', job: 'self-check' }, town.clock.now())

test('every act on a case is in the log with who, what and which object', async () => {
  const { caseId } = await suspicion(town)
  await act(sato, caseId, 'take')
  await act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' })

  const { body } = await sato.get<{ items: { actorKind: string; actor: string | null; action: string; objectId: string }[] }>('/api/secretariat/audit?limit=100')
  const told = body.items.map(({ actorKind, actor, action }) => `${actorKind} ${actor ?? ''} ${action}`)
  expect(told).toEqual(expect.arrayContaining(['rule  case.open', 'officer 佐藤 case.take', 'officer 佐藤 freeze.provisional']))
})

test('the log is sealed once, in order, also by two sealers at once, and verifies', async () => {
  await Promise.all([sealAudit(town.ctx), sealAudit(town.ctx)])
  await sealAudit(town.ctx)

  const { body } = await sato.get<{ intact: boolean; sealed: number; unsealed: number; brokenAt: string | null }>('/api/secretariat/audit/verify')
  expect(body).toMatchObject({ intact: true, unsealed: 0, brokenAt: null })
  expect(body.sealed).toBeGreaterThan(3)
  const gaps = await town.sql`SELECT 1 FROM audit_entries a WHERE chain_index > 1 AND NOT EXISTS (SELECT 1 FROM audit_entries b WHERE b.chain_index = a.chain_index - 1)`
  expect(gaps).toEqual([])
})

test('the log turns its pages without losing or repeating a line', async () => {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: { body: { items: { id: string }[]; nextCursor: string | null } } = await sato.get(`/api/secretariat/audit?limit=4${cursor ? `&cursor=${cursor}` : ''}`)
    ids.push(...page.body.items.map(({ id }) => id))
    cursor = page.body.nextCursor
  } while (cursor)
  const [count] = await town.sql<{ n: string }>`SELECT count(*) AS n FROM audit_entries`
  expect(new Set(ids).size).toBe(Number(count?.n))
  expect(ids).toHaveLength(Number(count?.n))
})

test('nobody changes or removes an entry by SQL', async () => {
  await expect(town.sql`UPDATE audit_entries SET action = 'nothing.happened' WHERE chain_index = 2`).rejects.toThrow(/append only/)
  await expect(town.sql`UPDATE audit_entries SET hash = '0' WHERE chain_index = 2`).rejects.toThrow(/append only/)
  await expect(town.sql`DELETE FROM audit_entries`).rejects.toThrow(/append only/)
  await expect(town.sql`TRUNCATE audit_entries`).rejects.toThrow(/append only/)
})

test('whoever takes the triggers away and changes, removes or shortens the log is found out', async () => {
  const planted = async (change: () => Promise<unknown>) => {
    await town.sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`
    await town.sql`CREATE TABLE kept AS SELECT * FROM audit_entries`
    await change()
    const found = await verified()
    await town.sql`DELETE FROM audit_entries`
    await town.sql`INSERT INTO audit_entries SELECT * FROM kept`
    await town.sql`DROP TABLE kept`
    await town.sql`ALTER TABLE audit_entries ENABLE TRIGGER USER`
    return found
  }

  expect(await planted(() => town.sql`UPDATE audit_entries SET details = '{"reason":"別の理由"}' WHERE chain_index = 3`)).toMatchObject({ intact: false, brokenAt: '3' })
  expect(await planted(() => town.sql`UPDATE audit_entries SET recorded_at = recorded_at + interval '1 hour' WHERE chain_index = 2`)).toMatchObject({ intact: false, brokenAt: '2' })
  expect(await planted(() => town.sql`DELETE FROM audit_entries WHERE chain_index = 2`)).toMatchObject({ intact: false, brokenAt: '2' })
  expect(await planted(() => town.sql`UPDATE audit_entries SET chain_index = NULL WHERE chain_index = (SELECT max(chain_index) FROM audit_entries)`)).toMatchObject({ intact: false })
  expect(await verified()).toMatchObject({ intact: true })
})
