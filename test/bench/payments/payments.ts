import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { cleanly, type Bench } from '../bench-kind.ts'
import { crowd, openBenchTown } from '../bench-town.ts'
import { startDriver } from '../driver.ts'
import type { Driven, DriveOrder } from '../load.ts'
import { spread, spreadInWords, type Spread } from '../measure.ts'
import { busyInWords, watchProcessors, type CoresBusy } from '../processor-time.ts'
import { profileInWords, profileWeb, type Profile } from '../profile.ts'
import { startWeb } from '../servers.ts'
import { bareDriver } from './bare-driver.ts'

const warmUpSeconds = 4
const connections = 128
const bareClients = 16

export interface PaymentFigures {
  readonly bench: 'payments'
  readonly customers: number
  readonly http: { readonly perSecond: Spread; readonly p50: number; readonly p99: number; readonly others: Record<string, number>; readonly busy: CoresBusy }
  readonly bare: { readonly perSecond: Spread; readonly driver: string; readonly clients: number }
  /** Payments over HTTP for each one of the bare function, round by round. */
  readonly ratio: Spread
  readonly atHalf: { readonly perSecond: number; readonly p50: Spread; readonly p99: Spread; readonly busy: CoresBusy }
  readonly profile?: Profile
}

/** HTTP and the bare function in turns on one server, so that both have the same good and bad minutes of the machine. */
export const payments: Bench<PaymentFigures> = {
  run: ({ rounds = 3, seconds = 6, profile: wantsProfile }, tell) => cleanly(async (later) => {
    tell(`preparing ${crowd.customers} customers and ${crowd.stores} stores …`)
    const town = await openBenchTown()
    later(() => town.close())
    await town.owner.query(readFileSync(join(import.meta.dirname, 'bare-payment.sql'), 'utf8'))
    const driver = startDriver<DriveOrder>(join(import.meta.dirname, 'pay-driver.ts'))
    later(() => driver.stop())
    const web = await startWeb(town)
    later(() => web.kill())
    driver.tell({ cookies: await town.cookies() })
    const bare = await bareDriver()
    const pay = (order: Partial<DriveOrder> & { seconds: number }) => driver.drive({ port: web.port, connections, ...order })
    const processes = { web: { pid: web.pid }, PostgreSQL: { pid: town.postgresPid ?? 0, children: true }, 'load generator': { pid: driver.pid } }

    await pay({ seconds: warmUpSeconds })
    await bare.drive({ url: town.ownerUrl, seconds: 2, clients: bareClients })
    const overHttp: Driven[] = []
    const bareRates: number[] = []
    let busy: CoresBusy = null
    for (let round = 1; round <= rounds; round += 1) {
      const watched = watchProcessors(processes)
      overHttp.push(await pay({ seconds }))
      busy = watched()
      bareRates.push(await bare.drive({ url: town.ownerUrl, seconds, clients: bareClients }))
      tell(`round ${round}: ${Math.round(paidPerSecond(overHttp.at(-1)))}/s over HTTP, ${Math.round(bareRates.at(-1) ?? 0)}/s bare`)
    }
    const httpRates = overHttp.map(paidPerSecond)
    const half = Math.round(spread(httpRates).median / 2)
    const calm: Driven[] = []
    const watched = watchProcessors(processes)
    for (let round = 1; round <= rounds; round += 1) calm.push(await pay({ seconds, perSecond: half }))
    const calmBusy = watched()
    const profile = wantsProfile
      ? await profileWeb(town, ({ port }) => driver.drive({ port, connections, seconds: warmUpSeconds }), ({ port }) => driver.drive({ port, connections, seconds }))
      : undefined
    return {
      bench: 'payments',
      customers: crowd.customers,
      http: {
        perSecond: spread(httpRates), p50: spread(overHttp.map(({ p50 }) => p50), 1).median, p99: spread(overHttp.map(({ p99 }) => p99), 1).median,
        others: othersOf(overHttp), busy,
      },
      bare: { perSecond: spread(bareRates), driver: bare.name, clients: bareClients },
      ratio: spread(httpRates.map((rate, round) => rate / (bareRates[round] ?? NaN)), 2),
      atHalf: { perSecond: half, p50: spread(calm.map(({ p50 }) => p50), 1), p99: spread(calm.map(({ p99 }) => p99), 1), busy: calmBusy },
      ...(profile ? { profile } : {}),
    }
  }),

  inWords: ({ http, bare, ratio, atHalf, profile }) => [
    `accepted over HTTP (session, idempotency, ${connections} connections)   ${spreadInWords(http.perSecond)} payments/s   p50 ${http.p50} ms   p99 ${http.p99} ms${rejected(http.others)}`,
    `bare function (${bare.driver}, ${bare.clients} clients)   ${spreadInWords(bare.perSecond)} payments/s`,
    `ratio ${spreadInWords(ratio)} (goal 1.0, then 1.25)`,
    `at half of the maximum (${atHalf.perSecond}/s)   p50 ${spreadInWords(atHalf.p50)} ms   p99 ${spreadInWords(atHalf.p99)} ms (goal 50 ms)`,
    `cores busy at the maximum: ${busyInWords(http.busy)}; at half: ${busyInWords(atHalf.busy)}`,
    `load generator, server and database share ${availableParallelism()} cores; fsync on`,
    ...(profile ? profileInWords(profile) : []),
  ],
}

const paidPerSecond = (driven: Driven | undefined): number => (driven ? (driven.answers['201'] ?? 0) / driven.seconds : NaN)

function othersOf(rounds: readonly Driven[]): Record<string, number> {
  const others: Record<string, number> = {}
  for (const { answers } of rounds) {
    for (const [code, count] of Object.entries(answers)) if (code !== '201') others[code] = (others[code] ?? 0) + count
  }
  return others
}

const rejected = (others: Record<string, number>): string => {
  const counted = Object.entries(others).map(([code, count]) => `${count} × ${code}`)
  return counted.length === 0 ? '' : `   other answers: ${counted.join(', ')}`
}
