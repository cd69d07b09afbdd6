import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { selfCheck } from '../../server/self-check.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
let people: CustomerInTown[]
let stores: StoreInTown[]
beforeAll(async () => {
  town = await openTown()
  people = [await town.customer(), await town.customer(), await town.customer()]
  stores = [await town.store(), await town.store()]
})
afterAll(() => town.close())

type Step =
  | { act: 'pay'; who: number; where: number; amount: number; key: number; mode: 'number' | 'poster' }
  | { act: 'top-up'; who: number; amount: number; money: number }
  | { act: 'call-off'; who: number; key: number }
  | { act: 'stop' | 'resume'; who: number }

const who = fc.nat({ max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('pay' as const), who, where: fc.nat({ max: 1 }), amount: fc.integer({ min: 1, max: 31_000 }), key: fc.nat({ max: 5 }), mode: fc.constantFrom('number' as const, 'poster' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('top-up' as const), who, amount: fc.integer({ min: 1, max: 60_000 }), money: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('call-off' as const), who, key: fc.nat({ max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('stop' as const, 'resume' as const), who }) },
)

let history = 0

/** What a step may do to a wallet, told by the answers alone. */
async function take(one: Step): Promise<void> {
  const person = people[one.who]!
  const key = 'key' in one ? `history-${history}-${one.key}` : ''
  if (one.act === 'pay') await person.pays(stores[one.where]!, yen(one.amount), { key, mode: one.mode })
  if (one.act === 'call-off') await person.post(`/api/payments/by-key/${key}/close`)
  if (one.act === 'top-up') await town.notify({ kind: 'top-up', reference: person.code, amount: String(one.amount), pspRef: `money-${history}-${one.money}` })
  if (one.act === 'stop') await town.sql`UPDATE wallets SET standing = 'self_stopped' WHERE customer_id = ${person.id} AND standing = 'active'`
  if (one.act === 'resume') await town.sql`UPDATE wallets SET standing = 'active' WHERE customer_id = ${person.id} AND standing = 'self_stopped'`
}

const total = async (statement: 'held' | 'in' | 'out' | 'entries') => {
  const [row] = await town.sql<Record<string, string>>`SELECT
    (SELECT coalesce(sum(balance), 0) FROM wallets) AS held,
    (SELECT coalesce(sum(amount + premium), 0) FROM top_ups) AS in,
    (SELECT coalesce(sum(amount), 0) FROM payments) AS out,
    (SELECT coalesce(sum(amount), 0) FROM journal_entries) AS entries`
  return BigInt(row![statement]!)
}

test('whatever happens in whatever order and at the same time, no yen appears and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }), async (rounds) => {
      history += 1
      for (const together of rounds) {
        await Promise.all(together.map(take))
        await town.settles()
      }
      expect(await total('held')).toBe((await total('in')) - (await total('out')))
      expect(await total('entries')).toBe(0n)
      const broken = (await selfCheck(town.ctx.db, town.clock.now())).filter(({ brokenCount }) => brokenCount > 0)
      expect(broken).toEqual([])
      // A new day for the next history, and the same sessions.
      await town.sql`UPDATE wallets SET spent_day = NULL, spent_on_day = 0`
    }),
    { numRuns: 15 },
  )
}, 120_000)
