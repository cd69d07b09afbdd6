/**
 * `npm run bench -- NAME [--json]`: figures of this machine. Each bench brings its own database and processes and leaves
 * nothing behind. Figures of different machines, or of different minutes, don't compare; ratios of one run do.
 */
import { parseArgs } from 'node:util'
import type { Bench, Wishes } from './bench-kind.ts'
import { memory } from './memory/memory.ts'
import { pages } from './pages/pages.ts'
import { payments } from './payments/payments.ts'
import { rules } from './rules/rules.ts'
import { screening } from './screening/screening.ts'
import { webhooks } from './webhooks/webhooks.ts'

const benches = { payments, webhooks, pages, screening, memory, rules } as const
const usage = `npm run bench -- payments|webhooks|pages|screening|memory|rules|all
  --json         figures for a program instead of a reader
  --rounds N     rounds of each figure (medians are shown, with the least and the greatest)
  --seconds N    length of a round (payments, webhooks, screening, rules)
  --profile      where the web process's time goes, after the figures (payments, webhooks)
  --rows N       rows of the large table (pages; 5000000, screening; 2000000)
  --minutes N    how long the load lasts (memory; 10)`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false },
    rounds: { type: 'string' }, seconds: { type: 'string' }, rows: { type: 'string' }, minutes: { type: 'string' },
  },
})
const [name] = positionals
const chosen = Object.entries(benches).filter(([known]) => known === name || name === 'all')
if (chosen.length === 0) stop(usage)

const wishes: Wishes = {
  profile: values.profile, rounds: whole(values.rounds), seconds: whole(values.seconds), rows: whole(values.rows), minutes: whole(values.minutes),
}
const told: object[] = []
for (const [known, bench] of chosen) told.push(await figuresOf(known, bench))
if (values.json) console.log(JSON.stringify(name === 'all' ? told : told[0], null, 2))
// Prisma's migration engine leaves a timer behind; everything is stopped and removed.
process.exit(0)

async function figuresOf(known: string, bench: Bench<object>): Promise<object> {
  const figures = await bench.run(wishes, (line) => console.error(line))
  if (!values.json) console.log(['', known, ...bench.inWords(figures)].join('\n'))
  return figures
}

function whole(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) stop(`${text} is not a whole number from 1.\n${usage}`)
  return number
}

function stop(why: string): never {
  console.error(why)
  process.exit(1)
}
