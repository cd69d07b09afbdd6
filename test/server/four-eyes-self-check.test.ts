import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { selfCheck } from '../../server/self-check.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { withOwner } from '../support/start-postgres.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide, demanded, suspicion, type Suspicion } from './cases-acts.ts'
import { waysToPropose } from './four-eyes-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let suspected: Suspicion
beforeAll(async () => {
  town = await openTown()
  ;[sato, mori] = await town.officers('佐藤', '森')
  suspected = await suspicion(town)
  await demanded(town, [sato, mori], suspected)
  await decide(mori, (await waysToPropose.unfreeze(town, sato)).approvalId)
  await decide(mori, (await waysToPropose.release_payout(town, sato)).approvalId)
  await town.settles()
}, 120_000)
afterAll(() => town.close())

const found = async () => (await selfCheck(town.ctx.db, town.clock.now())).filter(({ name }) => ['carried-out-as-agreed', 'timelines-are-intact'].includes(name))
const broken = async () => (await found()).filter(({ brokenCount }) => brokenCount > 0).map(({ name }) => name)

/** Writes what nobody in the programme can write, as the owner with the triggers off, looks, and takes it back. */
async function planted(statement: string, undo: string): Promise<string[]> {
  const asOwner = (text: string) =>
    withOwner(town.database.ownerUrl, async (owner) => {
      await owner.query('SET session_replication_role = replica')
      await owner.query(text)
    })
  await asOwner(statement)
  try {
    return await broken()
  } finally {
    await asOwner(undo)
  }
}

beforeEach(async () => {
  expect(await broken()).toEqual([])
})

test('looks at every freeze, demand and payout that two people decided, and at every timeline', async () => {
  expect(Object.fromEntries((await found()).map(({ name, looked }) => [name, looked]))).toEqual({ 'carried-out-as-agreed': 4, 'timelines-are-intact': 2 })
})

test('finds a demand that nobody agreed on, and a freeze that somebody else is said to have approved', async () => {
  const where = `case_id = '${suspected.caseId}'`
  expect(await planted(`UPDATE demands SET approval_id = NULL WHERE ${where}`, `UPDATE demands SET approval_id = (SELECT id FROM approvals WHERE kind = 'demand' AND ${where}) WHERE ${where}`)).toEqual(['carried-out-as-agreed'])
  const [chief] = await town.officers('中村 (chief)')
  expect(await planted(`UPDATE freezes SET approved_by = '${chief.id}' WHERE ${where}`, `UPDATE freezes SET approved_by = '${mori.id}' WHERE ${where}`)).toEqual(['carried-out-as-agreed'])
  expect(await planted(`UPDATE approvals SET state = 'sent_back' WHERE kind = 'demand' AND ${where}`, `UPDATE approvals SET state = 'approved' WHERE kind = 'demand' AND ${where}`)).toEqual(['carried-out-as-agreed'])
})

test('finds a changed event and a timeline that is shorter than the audit log says', async () => {
  const where = `case_id = '${suspected.caseId}'`
  expect(await planted(`UPDATE case_events SET at = at - interval '1 day' WHERE ${where} AND chain_index = 2`, `UPDATE case_events SET at = at + interval '1 day' WHERE ${where} AND chain_index = 2`)).toEqual(['timelines-are-intact'])
  const last = `id = (SELECT id FROM case_events WHERE ${where} ORDER BY chain_index DESC LIMIT 1)`
  await withOwner(town.database.ownerUrl, (owner) => owner.query(`CREATE TABLE kept_aside AS SELECT * FROM case_events WHERE ${last}`))
  expect(await planted(`DELETE FROM case_events WHERE ${last}`, 'INSERT INTO case_events SELECT * FROM kept_aside')).toEqual(['timelines-are-intact'])
})
