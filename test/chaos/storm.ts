import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { lookAfter, lookBefore } from './check/facts.ts'
import { answersOf, purchasesIn, wasOpen, type Purchase } from './check/purchases.ts'
import { verdict, type Violation } from './check/verdict.ts'
import { openClientLog, readClientLog } from './client/client-log.ts'
import { soberTempers, startCrowd, type Crowd, type CrowdWishes, type Shopper } from './client/crowd.ts'
import { disruptions } from './disruptions.ts'
import type { Kind } from './plan.ts'
import type { Chance } from './seeded.ts'
import type { ChaosTown } from './town/chaos-town.ts'

export interface StormOrder {
  readonly name: string
  readonly plan: Iterable<Kind>
  readonly chance: Chance
  readonly crowd?: Partial<CrowdWishes>
  /** False: the verdict does not wait for the last receipts, and so may miss some. For planted bugs, which show before. */
  readonly patient?: boolean
  readonly tell?: (line: string) => void
}

export interface Aftermath {
  /** What the customers asked and heard. */
  readonly log: string
  readonly violations: readonly Violation[]
  /** Processes that could not bear it and ended by themselves. */
  readonly deaths: readonly string[]
  readonly recoveries: readonly Recovery[]
  readonly purchases: { readonly all: number; readonly paid: number; readonly closed: number; readonly refused: number; readonly wereOpen: number; readonly openThenPaid: number }
}

/** Milliseconds from the harm to the first payment that began after it and succeeded. */
interface Recovery {
  readonly kind: Kind
  readonly ms: number
}

/** Customers pay, one harm after the other is done, all comes to rest, and then books and customers are compared. */
export async function storm(town: ChaosTown, shoppers: readonly Shopper[], order: StormOrder): Promise<Aftermath> {
  const { name, plan, chance, patient = true, tell = () => undefined } = order
  await followedUp(town)
  const before = await lookBefore(town)
  const log = openClientLog(join(town.folder, `${name}.jsonl`))
  const crowd = startCrowd(town, shoppers, log, { tempers: soberTempers, rest: restOf(shoppers.length), ...order.crowd }, chance.branch('crowd'))
  const recoveries = await endure(town, crowd, plan, chance.branch('harm'), tell).finally(() => crowd.stop())

  await town.sandbox('DELETE', '/sandbox/faults')
  await town.wire.calm()
  await crowd.askAgain()
  if (patient) await everyWorkerWorks(town, crowd, tell)
  await town.wire.calm()
  log.close()

  const lines = readClientLog(log.file)
  return { log: log.file, violations: verdict(lines, await lookAfter(town, before)), deaths: town.deaths(), recoveries, purchases: counted(purchasesIn(lines)) }
}

/** Nearly nine payments a second, however many customers share them: two cores also have to do what follows. */
const restOf = (customers: number): number => customers * 150

async function endure(town: ChaosTown, crowd: Crowd, plan: Iterable<Kind>, dice: Chance, tell: (line: string) => void): Promise<Recovery[]> {
  await crowd.paysAgainAfter(performance.now())
  const recoveries: Recovery[] = []
  for (const kind of plan) {
    const ms = await crowd.paysAgainAfter(await disruptions[kind]({ town, crowd, chance: dice }))
    recoveries.push({ kind, ms: Math.round(ms) })
    tell(`${kind}: paid again after ${(ms / 1_000).toFixed(1)} s`)
    await everyWebPays(town, crowd)
    await pause(dice.below(500))
  }
  return recoveries
}

/** A balancer hides a process that is only half alive. */
async function everyWebPays(town: ChaosTown, crowd: Crowd): Promise<void> {
  for (const place of town.web.keys()) {
    town.wire.onlyTo(place)
    await crowd.paysAgainAfter(performance.now())
  }
  town.wire.onlyTo(null)
}

/** And so does a neighbour who does all the work: each worker in turn has to do what follows while the other stands still. */
async function everyWorkerWorks(town: ChaosTown, crowd: Crowd, tell: (line: string) => void): Promise<void> {
  const seconds = await followedUp(town)
  tell(`what follows from payments was done ${seconds.toFixed(1)} s after the last one`)
  for (const other of town.workers) {
    process.kill(other.pid, 'SIGSTOP')
    try {
      await crowd.buyOne()
      await followedUp(town)
    } finally {
      process.kill(other.pid, 'SIGCONT')
    }
  }
}

/** What has yet to follow from payments and messages, by the programme's own books. */
const unfinished = `
  SELECT (SELECT count(*) FROM payments p WHERE NOT EXISTS (SELECT FROM screenings s WHERE s.payment_id = p.id))
       + (SELECT count(*) FROM payments p WHERE NOT EXISTS (SELECT FROM line_messages m WHERE m.fact = 'receipt:' || p.id || ':customer'))
       + (SELECT count(*) FROM line_messages WHERE state IN ('queued', 'replying')) AS count`

/** A lost message is found by the sweep after a minute, and by the next one a minute later. Milliseconds. */
const patienceMs = 150_000

/** Waits for as long as things keep being finished; then whatever is missing is the verdict's to find. Seconds it took. */
async function followedUp(town: ChaosTown): Promise<number> {
  const began = performance.now()
  let left = Infinity
  let progressAt = began
  while (left > 0 && performance.now() - progressAt < patienceMs) {
    const [row] = await town.postgres.ask<{ count: string }>(unfinished)
    const now = Number(row?.count ?? 0)
    if (now < left) progressAt = performance.now()
    left = now
    if (left > 0) await pause(200)
  }
  return (performance.now() - began) / 1_000
}

function counted(purchases: readonly Purchase[]): Aftermath['purchases'] {
  const ended = (outcome: string) => purchases.filter((one) => answersOf(one)[0]?.outcome === outcome)
  return {
    all: purchases.length, paid: ended('paid').length, closed: ended('closed').length, refused: ended('refused').length,
    wereOpen: purchases.filter(wasOpen).length, openThenPaid: ended('paid').filter(wasOpen).length,
  }
}
