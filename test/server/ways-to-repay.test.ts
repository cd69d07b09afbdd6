import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DemandForCustomer } from '../../server/cases/contract.ts'
import { fetchWays } from '../../server/cases/demands/ways/fetch-ways.ts'
import { sweepWays } from '../../server/cases/demands/ways/sweep-ways.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { withOwner } from '../support/start-postgres.ts'
import { wordsOf } from '../support/pdf-text.ts'
import { openTown, type Town } from '../support/town.ts'
import { brokenPromises, opensPdf, posts } from './papers-acts.ts'
import { agreed, debt, demandOf, paysBack, type Debt } from './repayment-acts.ts'
import { fortnightFrom } from './cases-acts.ts'

const aWholeDebt = { timeout: 300_000 }
let town: Town
let officers: [OfficerInTown, OfficerInTown]
let owed: Debt
beforeAll(async () => {
  town = await openTown({ comparesWithProvider: true })
  officers = await town.officers('佐藤', '森')
  owed = await debt(town, officers)
  await town.settles()
}, aWholeDebt.timeout)
afterAll(async () => {
  const broken = await brokenPromises(town)
  await town.close()
  expect(broken).toEqual([])
})

const waysOf = async ({ customer, demandId }: Debt): Promise<NonNullable<DemandForCustomer['ways']>> => (await demandOf(customer, demandId)).ways!
const placeOf = async ({ demandId }: Debt) => (await town.sql<{ place: string }>`SELECT place FROM deposit_places WHERE demand_id = ${demandId}`)[0]!.place
const transfers = async (paidInto: string, amount: number) => {
  await town.notify({ kind: 'repayment', reference: '', paidInto, method: 'bank-transfer', amount: String(amount) })
  await town.settles()
}

test('the customer reads, chain by chain, what to type and do, and a bank place of the demand’s own, in both languages', aWholeDebt, async () => {
  const { ja, en, amount, version } = await waysOf(owed)

  expect([amount, version]).toEqual(['9600', 1])
  expect(ja.ways.map(({ name }) => name)).toEqual(['セブン-イレブン', 'ローソン', 'ファミリーマート', 'ミニストップ', 'セイコーマート', '銀行振込'])
  expect(ja.ways.map(({ numbers }) => numbers.map(({ name }) => name))).toEqual([
    ['払込票番号'], ['お客様番号', '確認番号'], ['企業コード', '注文番号'], ['お客様番号', '確認番号'], ['お客様番号', '確認番号'], ['銀行', '支店', '普通預金', '名義'],
  ])
  expect(ja.ways.at(-1)?.steps.join()).toContain(`お振込みの名前の前に、${owed.number} をお書きください`)
  expect(en.ways.map(({ numbers }) => numbers.map(({ value }) => value))).toEqual(ja.ways.map(({ numbers }) => numbers.map(({ value }) => value)))
  expect(en.ways.every(({ steps }) => steps.length >= 2)).toBe(true)
})

test('neither the numbers nor the bank place were ever said in the chat', async () => {
  const { ja } = await waysOf(owed)
  const values = ja.ways.flatMap(({ numbers }) => numbers.map(({ value }) => value)).filter((value) => /^\d{4,}$/.test(value))
  for (const said of owed.customer.chat.all()) for (const value of values) expect(said).not.toContain(value)
})

test('the demand’s PDF and its letter say word for word the same, with the same fingerprint', aWholeDebt, async () => {
  const { ja, hash } = await waysOf(owed)
  const letterId = await posts(town, officers[0], owed.caseId)
  for (const [who, url] of [[owed.customer, `/api/repayments/${owed.demandId}/demand.pdf`], [officers[0], `/api/secretariat/letters/${letterId}.pdf`]] as const) {
    const opened = await opensPdf(town, who, url)
    const text = 'runs' in opened ? wordsOf(opened.runs) : ''
    for (const line of [...ja.intro, ...ja.ways.flatMap(({ name, numbers, steps }) => [name, ...numbers.map(({ value }) => value), ...steps])]) expect(text).toContain(line.replaceAll(/\s/g, ''))
    expect(text).toContain(hash.slice(0, 16))
  }
})

test('a transfer to the bank place is the demand’s, whoever paid and whatever they wrote; new numbers follow what is left', aWholeDebt, async () => {
  await transfers(await placeOf(owed), 4_000)

  expect(await demandOf(owed.customer, owed.demandId)).toMatchObject({ repaid: '4000', left: '5600', state: 'partly_repaid' })
  expect(await waysOf(owed)).toMatchObject({ amount: '5600', version: 2 })
  await fetchWays(town.ctx, owed.demandId)
  expect((await waysOf(owed)).version).toBe(2)
})

test('a transfer to a bank place that nobody was given waits in suspense', aWholeDebt, async () => {
  await transfers('9999-126-7654321', 1_234)

  expect(await town.sql`SELECT why, reference, amount::int FROM suspense_items WHERE amount = 1234`).toEqual([{ why: 'unknown-reference', reference: null, amount: 1_234 }])
})

test('whoever pays in parts gets numbers for the next part', aWholeDebt, async () => {
  const other = await debt(town, officers)
  await agreed(town, officers, other, { times: 3, firstOn: fortnightFrom(town.clock.now()) })
  expect((await waysOf(other)).amount).toBe('3200')

  await paysBack(town, other.number, 3_200)
  await sweepWays(town.ctx)
  await town.settles()
  expect((await waysOf(other)).amount).toBe('3200')
  expect((await demandOf(other.customer, other.demandId)).left).toBe('6400')
})

test('while the provider is closed the screen says that numbers come, and when it is open they do', aWholeDebt, async () => {
  town.sandbox.provider.down(true)
  await withOwner(town.database.ownerUrl, async (owner) => {
    await owner.query('SET session_replication_role = replica')
    await owner.query('DELETE FROM payment_ways WHERE demand_id = $1', [owed.demandId])
  })
  expect((await demandOf(owed.customer, owed.demandId)).ways).toBeNull()
  await expect(fetchWays(town.ctx, owed.demandId)).rejects.toThrow('the provider answered 503')
  expect((await demandOf(owed.customer, owed.demandId)).ways).toBeNull()

  town.sandbox.provider.down(false)
  await sweepWays(town.ctx)
  await town.settles()
  expect((await waysOf(owed)).amount).toBe('5600')
})
