/**
 * `npm run chaos -- --seed N --minutes M`: the long version of test/chaos/nothing-lost.test.ts. Without a seed it takes
 * one from the clock and prints it.
 */
import { parseArgs } from 'node:util'
import { signInAll } from './client/crowd.ts'
import { kinds, planFrom } from './plan.ts'
import { chanceFrom } from './seeded.ts'
import { storm } from './storm.ts'
import { openChaosTown } from './town/chaos-town.ts'

const { values: asked } = parseArgs({ options: { seed: { type: 'string', default: String(Date.now() % 1_000_000) }, minutes: { type: 'string', default: '2' } } })
const seed = Number(asked.seed)
const minutes = Number(asked.minutes)
if (!Number.isInteger(seed) || !(minutes > 0)) {
  console.error('npm run chaos -- --seed N --minutes M')
  process.exit(1)
}

const tell = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
const chance = chanceFrom(seed)
tell(`seed ${seed}`)
const town = await openChaosTown({ customers: Math.ceil(24 + 12 * minutes), diskMegabytes: Math.ceil(320 + 30 * minutes) }, chance)
process.once('SIGINT', () => void town.close().then(() => process.exit(130)))
const aftermath = await storm(town, await signInAll(town), { name: 'chaos', plan: planFrom(chance.branch('plan'), Math.ceil(minutes * kinds.length)), chance, tell }).finally(() => town.close())
console.log(JSON.stringify(aftermath.purchases))
for (const { wrong, what } of aftermath.violations) console.log(`✗ ${wrong}: ${what}`)
console.log(`${aftermath.violations.length} violations (seed ${seed})`)
process.exit(aftermath.violations.length === 0 ? 0 : 1)
