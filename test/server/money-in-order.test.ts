import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { figuresOf, moneyOf, type Told } from './money-in-acts.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

/** Each run books for two people in a real database: as many as a minute has room for. */
const runs = 8

const events: readonly (readonly [Told, number])[] = [['pending', 1_200], ['failed', 1_200], ['expired', 1_200], ['paid', 1_000], ['reversed', 400], ['reversed', 1_000]]

/** What is told of one money, in order, and once more shuffled, with some of it doubled. */
const tellings = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...events), { minLength: 1 }), fc.boolean(), fc.boolean())
  .chain(([set, known, atOnce]) =>
    fc.record({ set: fc.constant(set), shuffled: fc.shuffledSubarray([...set, ...set], { minLength: set.length }), known: fc.constant(known), atOnce: fc.constant(atOnce) }))

test('whatever is told of a money, in whatever order, how often and however close together, ends in the same state, balance and books', async () => {
  await fc.assert(
    fc.asyncProperty(tellings, async ({ set, shuffled, known, atOnce }) => {
      const [hana, ichiro] = [await town.customer(), await town.customer()]
      const straight = moneyOf(town, known ? hana.code : 'C-0000', { method: 'bank-transfer' })
      const crossed = moneyOf(town, known ? ichiro.code : 'C-0000', { method: 'bank-transfer' })

      for (const [state, amount] of set) await straight.told(state, amount)
      // Everything that was told once must be told again at least once in the shuffled telling.
      const missing = set.filter((one) => !shuffled.includes(one))
      for (const [state, amount] of [...shuffled, ...missing]) await (atOnce ? crossed.tell(state, amount) : crossed.told(state, amount))
      await town.settles()

      expect(await figuresOf(town, crossed.pspRef, ichiro.id)).toEqual(await figuresOf(town, straight.pspRef, hana.id))
    }),
    { numRuns: runs },
  )
}, 180_000)
