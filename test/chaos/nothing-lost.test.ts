import { cpSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAll, type Shopper } from './client/crowd.ts'
import { shortPlan } from './plan.ts'
import { plantedCopy, plants } from './plants.ts'
import { chanceFrom } from './seeded.ts'
import { storm, type Aftermath } from './storm.ts'
import { openChaosTown, type ChaosTown } from './town/chaos-town.ts'

/** The seed decides what is done, in which order and for how long; what meets what on the way is the machine's chance. */
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000)
const again = `to run it again: CHAOS_SEED=${seed} npm test, or npm run chaos -- --seed ${seed} --minutes 1`
/** The programme's own promise; the only figure here that depends on the machine, and far from what it needs. Milliseconds. */
const recoversWithin = 10_000

const chance = chanceFrom(seed)
let town: ChaosTown
let shoppers: readonly Shopper[]
beforeAll(async () => {
  town = await openChaosTown({ customers: 90, diskMegabytes: 320 }, chance)
  shoppers = await signInAll(town)
})
afterAll(() => town.close())

test('processes, database, disk and network fail under load, and nothing is lost or doubled', async () => {
  const aftermath = await storm(town, shoppers, { name: 'storm', plan: shortPlan(chance.branch('plan')), chance, tell: (line) => console.log(line) })
  console.log(`seed ${seed}: ${JSON.stringify(aftermath.purchases)}`)

  expect(aftermath.violations, kept(aftermath)).toEqual([])
  expect(aftermath.deaths, again).toEqual([])
  expect(aftermath.recoveries.filter(({ ms }) => ms > recoversWithin), again).toEqual([])
  // The harm was real: people were left without an answer, found out, and most of them have paid.
  expect(aftermath.purchases.openThenPaid).toBeGreaterThan(0)
  expect(aftermath.purchases.paid).toBeGreaterThan(aftermath.purchases.all / 2)
})

test.for(plants)('is found: $name', async (plant) => {
  if (Object.keys(plant.edits).length > 0) await town.runFrom(plantedCopy(plant, join(town.folder, `copy-${plants.indexOf(plant)}`)))
  const { violations } = await storm(town, shoppers, { name: `plant-${plants.indexOf(plant)}`, plan: plant.plan, chance: chance.branch(plant.name), crowd: plant.crowd, patient: false })

  expect(violations.map(({ wrong }) => wrong), again).toContain(plant.shows)
})

/** Keeps what the customers knew of a run that went wrong. */
function kept({ log, violations }: Aftermath): string {
  if (violations.length === 0) return again
  const place = join(import.meta.dirname, '../../test-results')
  mkdirSync(place, { recursive: true })
  cpSync(log, join(place, `chaos-${seed}-${basename(log)}`))
  return `${again}; what the customers knew: test-results/chaos-${seed}-${basename(log)}`
}
