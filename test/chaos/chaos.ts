/**
 * `npm run chaos -- --seed N --minutes M`: the long version of test/chaos/nothing-lost.test.ts. Without a seed it takes
 * one from the clock and prints it. `--plants` writes the planted bugs into copies of the server instead, one after the
 * other, and fails unless each of them is found.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { signInAll } from './client/crowd.ts'
import { longPlan, type Kind } from './plan.ts'
import { plantedCopy, plants } from './plants.ts'
import { chanceFrom } from './seeded.ts'
import { storm } from './storm.ts'
import { openChaosTown, type ChaosTown } from './town/chaos-town.ts'

const { values: asked } = parseArgs({
  options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) }, minutes: { type: 'string', default: '2' }, plants: { type: 'boolean', default: false } },
})
const seed = Number(asked.seed)
const minutes = asked.plants ? 1 : Number(asked.minutes)
if (!Number.isInteger(seed) || !(minutes > 0)) {
  console.error('npm run chaos -- [--seed N] [--minutes M | --plants]')
  process.exit(1)
}

const tell = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
const chance = chanceFrom(seed)
tell(`seed ${seed}`)
const town = await openChaosTown({ customers: Math.ceil(60 + 30 * minutes), diskMegabytes: Math.ceil(320 + 30 * minutes) }, chance)
process.once('SIGINT', () => void town.close().then(() => process.exit(130)))
const isGood = await (asked.plants ? everyPlantIsFound(town) : nothingIsLost(town)).finally(() => town.close())
console.log(`${isGood ? 'good' : 'NOT good'} (seed ${seed})`)
process.exit(isGood ? 0 : 1)

async function nothingIsLost(town: ChaosTown): Promise<boolean> {
  const aftermath = await storm(town, await signInAll(town), { name: 'chaos', plan: forMinutes(longPlan(chance.branch('plan'))), chance, tell })
  console.log(JSON.stringify(aftermath.purchases))
  console.log(Object.entries(Object.groupBy(aftermath.recoveries, ({ kind }) => kind)).map(([kind, list]) => `${kind}: ${list.length} times, worst recovery ${Math.max(...list.map(({ ms }) => ms)) / 1_000} s`).join('\n'))
  for (const { wrong, what } of aftermath.violations) console.log(`✗ ${wrong}: ${what}`)
  for (const death of aftermath.deaths) console.log(`✗ ${death}`)
  return aftermath.violations.length + aftermath.deaths.length === 0
}

function* forMinutes(plan: Iterable<Kind>): Generator<Kind> {
  const end = performance.now() + minutes * 60_000
  for (const kind of plan) {
    if (performance.now() > end) return
    yield kind
  }
}

async function everyPlantIsFound(town: ChaosTown): Promise<boolean> {
  const shoppers = await signInAll(town)
  let found = 0
  for (const [at, plant] of plants.entries()) {
    if (Object.keys(plant.edits).length > 0) await town.runFrom(plantedCopy(plant, join(town.folder, `plant-${at}`)))
    const { violations } = await storm(town, shoppers, { name: `plant-${at}`, plan: plant.plan, chance: chance.branch(plant.name), crowd: plant.crowd, patient: false, tell })
    const counts = Object.entries(Object.groupBy(violations, ({ wrong }) => wrong)).map(([wrong, list]) => `${list.length} × ${wrong}`)
    const isFound = violations.some(({ wrong }) => wrong === plant.shows)
    tell(`${isFound ? 'found' : 'NOT FOUND'}: ${plant.name} (${counts.join(', ')})`)
    if (isFound) found += 1
  }
  return found === plants.length
}
