import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { allRules } from '../rules/all.ts'
import { inForce } from '../evaluate.ts'
import { noOrders } from '../judge.ts'
import { alertLine } from './alert-line.ts'
import { NotAnEvent, observationsIn } from './event-file.ts'
import { replay } from './replay.ts'
import { spillingShelf } from './spilling-shelf.ts'

const usage = 'npm run replay -- EVENTS --out ALERTS [--rules a,b] [--without-verdicts]   (EVENTS: a file, gzipped or plain, or - for standard input)'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, rules: { type: 'string' }, 'without-verdicts': { type: 'boolean' } },
})
const [events] = positionals
if (events === undefined || values.out === undefined || positionals.length > 1) {
  console.error(usage)
  process.exit(2)
}

const chosen = values.rules?.split(',')
const unknown = chosen?.filter((id) => !allRules.some((rule) => rule.id === id)) ?? []
if (unknown.length > 0) {
  console.error(`no such rule: ${unknown.join(', ')}\nrules: ${allRules.map(({ id }) => id).join(', ')}`)
  process.exit(2)
}
const rules = allRules.filter(({ id }) => chosen?.includes(id) ?? true).map((rule) => inForce(rule, 1, 'live', rule.defaults))

const shelf = spillingShelf()
process.once('exit', () => shelf.close())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const out = createWriteStream(values.out)
const began = performance.now()
const counts = { seen: 0, payments: 0, alerts: 0, joined: 0, errors: 0 }
try {
  if (events !== '-') await stat(events)
  for await (const { seen, decisions, results, tripped } of replay(observationsIn(events), { rules, shelf, orders: { ...noOrders, learns: values['without-verdicts'] !== true } })) {
    counts.seen += 1
    if (seen.kind === 'payment') counts.payments += 1
    counts.errors += results.filter(({ result }) => result === 'rule-error').length
    for (const decision of decisions) {
      if (decision.act === 'join') counts.joined += 1
      else {
        counts.alerts += 1
        if (!out.write(`${alertLine(decision)}\n`)) await once(out, 'drain')
      }
    }
    for (const rule of tripped) console.error(`${rule}: alerts too much, in shadow from here on`)
    if (counts.seen % 20_000 === 0) progress()
  }
} catch (fault) {
  if (fault instanceof NotAnEvent || (fault as NodeJS.ErrnoException).code === 'ENOENT') {
    console.error((fault as Error).message)
    process.exit(1)
  }
  throw fault
}
out.end()
await once(out, 'finish')
progress()

function progress(): void {
  const seconds = (performance.now() - began) / 1_000
  const rate = Math.round(counts.payments / seconds).toLocaleString('en')
  const memory = Math.round(process.memoryUsage().rss / 1_048_576)
  console.error(`${counts.payments.toLocaleString('en')} payments, ${counts.alerts} alerts (${counts.joined} joined), ${counts.errors} rule errors, ${rate} payments/s, ${memory} MB`)
}
