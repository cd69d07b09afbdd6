import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { selfCheck } from '../../server/self-check.ts'
import { withOwner } from '../support/start-postgres.ts'
import type { CustomerInTown } from '../support/customers.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
let hana: CustomerInTown
let payment: { id: string; number: string }
beforeAll(async () => {
  town = await openTown()
  hana = await town.customer({ balance: yen(50_000) })
  const store = await town.store()
  const paid = await hana.pays(store, yen(1_280))
  await hana.pays(store, yen(90))
  await hana.pays(store, yen(30_001))
  await town.notify({ kind: 'top-up', reference: hana.code, amount: '3000' })
  await town.settles()
  payment = paid.ok ? paid.value : { id: '', number: '' }
  town.clock.forward({ minutes: 20 })
})
afterAll(() => town.close())

const broken = async () => (await selfCheck(town.ctx.db, town.clock.now())).filter(({ brokenCount }) => brokenCount > 0).map(({ name }) => name)

/** Writes what nobody in the programme can write, as the owner with the triggers off, looks, and takes it back. */
async function planted(statement: string, values: unknown[], undo: string, undoValues: unknown[]): Promise<string[]> {
  const asOwner = (text: string, given: unknown[]) =>
    withOwner(town.database.ownerUrl, async (owner) => {
      await owner.query('SET session_replication_role = replica')
      await owner.query(text, given)
    })
  await asOwner(statement, values)
  try {
    return await broken()
  } finally {
    await asOwner(undo, undoValues)
  }
}

beforeEach(async () => {
  expect(await broken()).toEqual([])
})

test('finds nothing in a town where everything went through the till, and looked at every row', async () => {
  const looked = Object.fromEntries((await selfCheck(town.ctx.db, town.clock.now())).map((finding) => [finding.name, finding.looked]))
  expect(looked).toMatchObject({ 'journals-sum-to-zero': 4, 'wallets-are-their-entries': 1, 'payments-have-entries-and-key': 2, 'top-ups-have-entries': 2, 'payments-are-screened': 2, 'receipts-are-told': 2 })
})

test('finds a balance that was changed by hand', async () => {
  expect(await planted('UPDATE wallets SET balance = balance + 1 WHERE customer_id = $1', [hana.id], 'UPDATE wallets SET balance = balance - 1 WHERE customer_id = $1', [hana.id]))
    .toEqual(['wallets-are-their-entries'])
})

test('finds an entry that was changed by hand', async () => {
  expect(await planted('UPDATE journal_entries SET amount = amount + 1 WHERE journal_id = $1 AND seq = 2', [payment.id], 'UPDATE journal_entries SET amount = amount - 1 WHERE journal_id = $1 AND seq = 2', [payment.id]))
    .toEqual(['journals-sum-to-zero', 'stores-get-what-was-paid', 'payments-have-entries-and-key'])
})

test('finds a payment whose key is gone, and one that was never screened', async () => {
  expect(await planted('UPDATE payment_keys SET payment_id = $2 WHERE payment_id = $1', [payment.id, randomUUID()], `UPDATE payment_keys SET payment_id = $1 WHERE payment_id NOT IN (SELECT id FROM payments)`, [payment.id]))
    .toEqual(['payments-have-entries-and-key'])
  const away = randomUUID()
  expect(await planted('UPDATE screenings SET payment_id = $2 WHERE payment_id = $1', [payment.id, away], 'UPDATE screenings SET payment_id = $1 WHERE payment_id = $2', [payment.id, away]))
    .toEqual(['payments-are-screened', 'fraud-log-has-no-gaps', 'screenings-are-in-the-log'])
})

test('finds a judgement that was taken out of the log, and something observed that nobody judges', async () => {
  const [first] = await town.sql<{ seq: string }>`SELECT min(seq) AS seq FROM observations WHERE payment_id IS NULL`
  const far = 1_000_000
  expect(await planted('UPDATE observations SET seq = seq + $2 WHERE seq = $1', [first?.seq, far], 'UPDATE observations SET seq = seq - $1 WHERE seq > $1', [far])).toEqual(['fraud-log-has-no-gaps'])
  expect(await planted(`INSERT INTO observed (noticed_at, body) VALUES (now() - interval '1 hour', $1)`, ['{"kind":"session"}'], 'DELETE FROM observed', [])).toEqual(['fraud-inbox-is-judged'])
})

test('finds a receipt that was never told', async () => {
  const fact = `receipt:${payment.id}:customer`
  expect(await planted('UPDATE line_messages SET fact = $2 WHERE fact = $1', [fact, 'elsewhere'], 'UPDATE line_messages SET fact = $1 WHERE fact = $2', [fact, 'elsewhere'])).toEqual(['receipts-are-told'])
})

test('finds a payment that was made while its payer was stopped', async () => {
  const freeze = randomUUID()
  expect(await planted(
    `INSERT INTO freezes (id, case_id, customer_id, state, reason, started_at, ended_at) VALUES ($1, $1, $2, 'lapsed', 'planted', '2026-11-23T04:00:00Z', '2026-11-23T06:00:00Z')`, [freeze, hana.id],
    'DELETE FROM freezes WHERE id = $1', [freeze],
  )).toEqual(['nobody-pays-while-stopped'])
})

test('names what is broken, and the first of it', async () => {
  await town.sql`UPDATE wallets SET balance = balance + 1 WHERE customer_id = ${hana.id}`
  const finding = (await selfCheck(town.ctx.db, town.clock.now())).find(({ brokenCount }) => brokenCount > 0)
  await town.sql`UPDATE wallets SET balance = balance - 1 WHERE customer_id = ${hana.id}`
  expect(finding?.broken[0]).toBe(`wallet ${hana.id} holds 52231, entries say 52230, pockets say 52230, what moved says 52230`)
})
