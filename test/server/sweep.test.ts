import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../server/db/sql.ts'
import { sweep, type SweepPart } from '../../server/sweep.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

/** Parts that only note that they ran. */
function noted() {
  const ran: string[] = []
  const part = (name: string, due: SweepPart['due'], fails = false): SweepPart => ({
    due,
    run: async () => {
      ran.push(name)
      await Promise.resolve()
      if (fails) throw new Error(`${name} failed`)
    },
  })
  return { ran, part }
}
const something = () => sql`SELECT 1`
const nothing = () => sql`SELECT 1 WHERE false`

test('only the parts with something due run, in their order; what follows others runs after any of them', async () => {
  const { ran, part } = noted()
  const seal: SweepPart = { ...part('seal', nothing), follows: true }

  await sweep(town.ctx, [part('first', something), part('quiet', nothing), part('not at this hour', () => null), part('second', something), seal])
  expect(ran).toEqual(['first', 'second', 'seal'])

  ran.length = 0
  await sweep(town.ctx, [part('quiet', nothing), seal])
  expect(ran).toEqual([])
})

test('a part that fails stops none of the others, and fails the sweep', async () => {
  const { ran, part } = noted()
  await expect(sweep(town.ctx, [part('broken', something, true), part('whole', something)])).rejects.toThrow('broken failed')
  expect(ran).toEqual(['broken', 'whole'])
})

test('a question that cannot be answered stops nothing: then every part looks for itself', async () => {
  const { ran, part } = noted()
  await expect(sweep(town.ctx, [part('asks nonsense', () => sql`SELECT 1 FROM no_such_table`), part('quiet', nothing)])).rejects.toThrow('no_such_table')
  expect(ran).toEqual(['asks nonsense', 'quiet'])
})
