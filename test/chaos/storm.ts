import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { lookAfter, lookBefore } from './check/facts.ts'
import { answersOf, purchasesIn, wasOpen } from './check/purchases.ts'
import { verdict, type Violation } from './check/verdict.ts'
import { openClientLog, readClientLog } from './client/client-log.ts'
import { soberTempers, startCrowd, type CrowdWishes, type Shopper } from './client/crowd.ts'
import { disruptions } from './disruptions.ts'
import type { Kind } from './plan.ts'
import type { Chance } from './seeded.ts'
import type { ChaosTown } from './town/chaos-town.ts'

export interface StormOrder {
  readonly name: string
  readonly plan: readonly Kind[]
  readonly chance: Chance
  readonly crowd?: Partial<CrowdWishes>
  readonly tell?: (line: string) => void
}

export interface Aftermath {
  /** What the customers asked and heard. */
  readonly log: string
  readonly violations: readonly Violation[]
  /** Processes that could not bear it and ended by themselves. */
  readonly deaths: readonly string[]
  readonly recoveries: readonly { readonly kind: Kind; readonly ms: number }[]
  readonly purchases: { readonly all: number; readonly paid: number; readonly closed: number; readonly refused: number; readonly wereOpen: number; readonly openThenPaid: number }
}

/** Customers pay, one harm after the other is done, all comes to rest, and then books and customers are compared. */
export async function storm(town: ChaosTown, shoppers: readonly Shopper[], { name, plan, chance, crowd: wishes = {}, tell = () => undefined }: StormOrder): Promise<Aftermath> {
  const before = await lookBefore(town)
  const log = openClientLog(join(town.folder, `${name}.jsonl`))
  const crowd = startCrowd(town, shoppers, log, { tempers: soberTempers, rest: 1_000, ...wishes }, chance.branch('crowd'))
  const dice = chance.branch('harm')
  await crowd.paysAgainAfter(performance.now())

  const recoveries: Aftermath['recoveries'][number][] = []
  for (const kind of plan) {
    const ms = await crowd.paysAgainAfter(await disruptions[kind]({ town, crowd, chance: dice }))
    recoveries.push({ kind, ms: Math.round(ms) })
    tell(`${kind}: paid again after ${(ms / 1_000).toFixed(1)} s`)
    await pause(dice.below(500))
  }

  await town.sandbox('DELETE', '/sandbox/faults')
  await crowd.stop()
  await town.wire.calm()
  await crowd.askAgain()
  await town.wire.calm()
  log.close()
  await followedUp(town, tell)

  const lines = readClientLog(log.file)
  const purchases = purchasesIn(lines)
  const ended = (outcome: string) => purchases.filter((one) => answersOf(one)[0]?.outcome === outcome)
  return {
    log: log.file,
    violations: verdict(lines, await lookAfter(town, before)),
    deaths: town.deaths(),
    recoveries,
    purchases: {
      all: purchases.length, paid: ended('paid').length, closed: ended('closed').length, refused: ended('refused').length,
      wereOpen: purchases.filter(wasOpen).length, openThenPaid: ended('paid').filter(wasOpen).length,
    },
  }
}

/** What has yet to follow from payments and messages, by the programme's own books. */
const unfinished = `
  SELECT (SELECT count(*) FROM payments p WHERE NOT EXISTS (SELECT FROM screenings s WHERE s.payment_id = p.id))
       + (SELECT count(*) FROM payments p WHERE NOT EXISTS (SELECT FROM line_messages m WHERE m.fact = 'receipt:' || p.id || ':customer'))
       + (SELECT count(*) FROM line_messages WHERE state IN ('queued', 'replying')) AS count`

const patienceMs = 90_000

/** Waits for as long as things keep being finished; then whatever is missing is the verdict's to find. */
async function followedUp(town: ChaosTown, tell: (line: string) => void): Promise<void> {
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
  tell(`receipts, screenings and messages: all followed ${((performance.now() - began) / 1_000).toFixed(1)} s after the last payment${left > 0 ? `, but ${left} did not` : ''}`)
}
