import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selfCheck } from '../../server/self-check.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { withOwner } from '../support/start-postgres.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, demanded, mustBe, suspicion } from './cases-acts.ts'
import { stops } from './stops-acts.ts'

const backfill = readFileSync(new URL('../../prisma/migrations/20261128001310_proposals_of_old_rows/migration.sql', import.meta.url), 'utf8')
let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  ;[sato, mori] = await town.officers('佐藤', '森')
}, 300_000)
afterAll(() => town.close())

const asOwner = (...texts: string[]) => withOwner(town.database.ownerUrl, async (owner) => { for (const text of texts) await owner.query(text) })
/** As rows were before they named their proposals. */
const forget = (statement: string) => asOwner('SET session_replication_role = replica', statement)
const found = async () => {
  const finding = (await selfCheck(town.ctx.db, town.clock.now())).find(({ name }) => name === 'carried-out-as-agreed')
  return { broken: finding?.brokenCount, unknown: finding?.unknownCount }
}

test('a freeze and a demand from before get their proposals where exactly one can be meant, and the rest is said to be not known', { timeout: 300_000 }, async () => {
  const [known, lost] = [await suspicion(town), await suspicion(town)]
  for (const one of [known, lost]) await demanded(town, [sato, mori], one)
  const named = `SELECT (SELECT approval_id FROM freezes WHERE customer_id = $1) AS freeze, (SELECT approval_id FROM demands WHERE customer_id = $1) AS demand`
  const namedOf = (customerId: string) => withOwner(town.database.ownerUrl, async (owner) => (await owner.query<{ freeze: string | null; demand: string | null }>(named, [customerId])).rows[0])
  const before = await namedOf(known.customer.id)
  await forget('UPDATE freezes SET approval_id = NULL')
  await forget('UPDATE demands SET approval_id = NULL')
  // Of this one nobody kept when it was confirmed as it should have been.
  await forget(`UPDATE freezes SET confirmed_at = confirmed_at + interval '1 second' WHERE customer_id = '${lost.customer.id}'`)
  expect(await found()).toEqual({ broken: 4, unknown: 0 })

  await asOwner(backfill)

  expect(await namedOf(known.customer.id)).toEqual(before)
  expect(await namedOf(lost.customer.id)).toMatchObject({ freeze: null, demand: expect.any(String) as string })
  expect(await found()).toEqual({ broken: 0, unknown: 1 })
  // Whatever loses its proposal from now on is broken, and no second run calls it not known before it was looked for.
  await asOwner(backfill)
  expect(await found()).toEqual({ broken: 0, unknown: 1 })
  await forget(`UPDATE demands SET approval_id = NULL WHERE customer_id = '${known.customer.id}'`)
  expect(await found()).toEqual({ broken: 1, unknown: 1 })
})

test('an officer at the database ends no provisional stop before its hour; the clock does, at it', { timeout: 120_000 }, async () => {
  const { caseId, customer, electronics } = await suspicion(town)
  await mustBe('ok', act(sato, caseId, 'freeze-provisionally', { reason: '疑いが強い' }))
  await mustBe('ok', stops(sato, caseId, 'acceptance', electronics.id))
  const officer = { kind: 'officer', officerId: mori.id, role: 'officer' } as const
  const ended = new Date(town.clock.now().getTime() + 25 * 3_600_000)

  await expect(town.ctx.db.atomically(officer, (tx) => tx.freeze.updateMany({ where: { caseId }, data: { state: 'lapsed', endedAt: ended } }))).rejects.toThrow(/has not reached its end/)
  await expect(town.ctx.db.atomically(officer, (tx) => tx.freeze.updateMany({ where: { caseId }, data: { lapsesAt: town.clock.now() } }))).rejects.toThrow(/ends when it was to end/)
  await expect(town.ctx.db.atomically(officer, (tx) => tx.stop.updateMany({ where: { caseId }, data: { level: 'lapsed', endedAt: ended } }))).rejects.toThrow(/has not reached its end/)
  await expect(town.ctx.db.atomically({ kind: 'job', job: 'sweep-due' }, (tx) => tx.freeze.updateMany({ where: { caseId }, data: { state: 'lapsed', endedAt: town.clock.now() } }))).rejects.toThrow(/has not reached its end/)
  expect(await town.sql`SELECT standing::text FROM wallets WHERE customer_id = ${customer.id}`).toEqual([{ standing: 'provisionally_frozen' }])

  town.clock.forward({ hours: 24 })
  await town.settles()
  expect(await town.sql`SELECT state::text FROM freezes WHERE case_id = ${caseId}`).toEqual([{ state: 'lapsed' }])
  expect(await town.sql`SELECT level::text FROM stops WHERE case_id = ${caseId}`).toEqual([{ level: 'lapsed' }])
})
