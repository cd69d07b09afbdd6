import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { systemClock } from '../server/core/time.ts'
import { loadConfig } from '../server/config.ts'
import { practiceClock } from '../server/practice-clock.ts'
import { practiceTown } from './seed/practice-town.ts'
import { randomTown } from './seed/random-town.ts'
import { manifestOf } from './seed/manifest.ts'
import { writeTown } from './seed/write-town.ts'

/**
 * `npm run seed -- --customers N --stores M --payments K --seed S --out FILE` fills an empty database with made-up people;
 * `--town` gives the practice town instead. The same seed gives the same town. FILE receives the manifest.
 */
const { values: asked } = parseArgs({
  options: {
    town: { type: 'boolean', default: false },
    customers: { type: 'string', default: '20' },
    stores: { type: 'string', default: '5' },
    payments: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
})

const config = loadConfig()
if (config.production) fail('Seeding is for practice: it is refused in production.')
if (!config.databaseUrl) fail('npm run seed needs DATABASE_URL: the connection of the database owner.')

const count = (name: 'customers' | 'stores' | 'payments', max: number): number => {
  const value = Number(asked[name])
  if (!Number.isInteger(value) || value < 0 || value > max) fail(`--${name} must be a whole number from 0 to ${max}`)
  return value
}

const town = asked.town
  ? practiceTown()
  : randomTown({ customers: count('customers', 1_000_000), stores: count('stores', 50_000), payments: count('payments', 5_000_000), seed: asked.seed })
const clock = config.practice.clockFile === undefined ? systemClock : practiceClock(config.practice.clockFile)
const written = await writeTown(config.databaseUrl, town, clock.now(), (step) => console.log(step))
if (!written.ok) fail(written.why)
const manifest = JSON.stringify(manifestOf(config, town), null, 2)
if (asked.out) writeFileSync(asked.out, manifest)
console.log(`${town.customers.length} customers, ${town.stores.length} stores, ${town.payments.length} payments, ${town.officers.length} officers`)

function fail(why: string): never {
  console.error(why)
  process.exit(1)
}
