import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../../server/core/yen.ts'
import type { StorePayment } from '../../../server/payments/contract.ts'
import type { Browser } from '../../support/person.ts'
import { openTown, type Town } from '../../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

interface Heard {
  readonly event: string
  readonly id: string | null
  readonly payment: StorePayment
}

interface OpenFeed {
  readonly status: number
  readonly heard: readonly Heard[]
  /** Resolves with the next event of this name that nobody has waited for yet. */
  next(event: string): Promise<Heard>
  readonly ended: Promise<void>
  close(): void
}

/** A till's page: an event stream over a real connection. */
async function opensFeed(of: Town, staff: Browser, { lastEventId, query = '' }: { lastEventId?: string | null; query?: string } = {}): Promise<OpenFeed> {
  const address = of.app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const hangUp = new AbortController()
  const answer = await fetch(`http://127.0.0.1:${port}/api/store/feed${query}`, {
    headers: { cookie: staff.cookies(), accept: 'text/event-stream', ...(lastEventId ? { 'last-event-id': lastEventId } : {}) }, signal: hangUp.signal,
  })
  const heard: Heard[] = []
  const taken = new Set<Heard>()
  let changed = Promise.withResolvers<undefined>()
  const read = async () => {
    let text = ''
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString()
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) heard.push(...eventIn(part))
      changed.resolve(undefined)
      changed = Promise.withResolvers()
    }
  }
  return {
    status: answer.status, heard,
    next: async (event) => {
      for (;;) {
        const found = heard.find((one) => one.event === event && !taken.has(one))
        if (found) {
          taken.add(found)
          return found
        }
        await changed.promise
      }
    },
    ended: read().catch(() => undefined),
    close: () => hangUp.abort(),
  }
}

function eventIn(part: string): Heard[] {
  const fields = new Map(part.split('\n').filter((line) => !line.startsWith(':')).map((line): [string, string] => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]))
  const [event, content] = [fields.get('event'), fields.get('data')]
  return event === undefined ? [] : [{ event, id: fields.get('id') ?? null, payment: JSON.parse(content ?? '{}') as StorePayment }]
}

describe('the live feed of a store', () => {
  test('tells each payment as it is committed, with its match number and never who paid', async () => {
    const [bakery, hana] = [await town.store(), await town.customer({ balance: yen(5_000) })]
    const feed = await opensFeed(town, bakery.owner)
    await feed.next('ready')

    const paid = await hana.pays(bakery, yen(1_280))

    const { payment } = await feed.next('payment')
    expect(paid).toMatchObject({ ok: true, value: { id: payment.id, matchNumber: payment.matchNumber } })
    expect(Object.keys(payment).sort()).toEqual(['amount', 'id', 'matchNumber', 'mode', 'number', 'paidAt', 'refunded', 'state', 'storeCode'])
    feed.close()
  })

  test('tells a store nothing of another one', async () => {
    const [bakery, electrics, hana] = [await town.store(), await town.store(), await town.customer({ balance: yen(5_000) })]
    const [feed, others] = [await opensFeed(town, bakery.owner), await opensFeed(town, electrics.owner)]
    await Promise.all([feed.next('ready'), others.next('ready')])

    await hana.pays(electrics, yen(500))
    await others.next('payment')
    await hana.pays(bakery, yen(300))

    expect((await feed.next('payment')).payment.amount).toBe('300')
    expect(others.heard.filter(({ event }) => event === 'payment')).toHaveLength(1)
    expect((await opensFeed(town, bakery.owner, { query: `?storeId=${electrics.id}` })).status).toBe(404)
    for (const one of [feed, others]) one.close()
  })

  test('goes on where it broke off: what was missed is told once, then it is live again', async () => {
    const [bakery, hana] = [await town.store(), await town.customer({ balance: yen(5_000) })]
    const before = await opensFeed(town, bakery.owner)
    await before.next('ready')
    await hana.pays(bakery, yen(100))
    const { id } = await before.next('payment')
    before.close()
    town.clock.forward({ minutes: 2 })
    await hana.pays(bakery, yen(200))
    await hana.pays(bakery, yen(300))
    town.clock.forward({ minutes: 2 })

    const after = await opensFeed(town, bakery.owner, { lastEventId: id })
    await after.next('ready')
    await hana.pays(bakery, yen(400))
    await after.next('payment')
    const missed = after.heard.filter(({ event }) => event === 'payment').map(({ payment }) => payment.amount)

    expect(missed.filter((amount) => amount !== '100').slice(0, 2)).toEqual(['200', '300'])
    await after.next('payment')
    await after.next('payment')
    const amounts = after.heard.filter(({ event }) => event === 'payment').map(({ payment }) => payment.amount)
    expect(new Set(amounts).size).toBe(amounts.length)
    after.close()
  })

  test('of fifty payments at once misses none and doubles none, on two screens', async () => {
    const bakery = await town.store()
    const people = await Promise.all(Array.from({ length: 10 }, () => town.customer({ balance: yen(5_000) })))
    const feeds = [await opensFeed(town, bakery.owner), await opensFeed(town, bakery.owner)]
    await Promise.all(feeds.map((feed) => feed.next('ready')))

    const paid = await Promise.all(people.flatMap((person) => Array.from({ length: 5 }, (_one, at) => person.pays(bakery, yen(10 + at)))))

    const ids = paid.flatMap((one) => (one.ok ? [one.value.id] : [])).sort()
    expect(ids).toHaveLength(50)
    for (const feed of feeds) {
      for (let nth = 0; nth < 50; nth += 1) await feed.next('payment')
      expect(feed.heard.filter(({ event }) => event === 'payment').map(({ payment }) => payment.id).sort()).toEqual(ids)
      feed.close()
    }
  })

  test('hears again after the database dropped the connection that listens', async () => {
    const [bakery, hana] = [await town.store(), await town.customer({ balance: yen(5_000) })]
    const feed = await opensFeed(town, bakery.owner)
    await feed.next('ready')
    await town.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN "mimamori_store_feed"' AND datname = current_database()`

    await hana.pays(bakery, yen(700))

    expect((await feed.next('payment')).payment.amount).toBe('700')
    feed.close()
  })

  test('is for signed-in staff only', async () => {
    expect((await opensFeed(town, await town.customer())).status).toBe(403)
    expect((await opensFeed(town, town.stranger())).status).toBe(401)
  })

  test('does not keep a server from stopping: the pages are let go and come back to another process', async () => {
    const stopping = await openTown()
    const feed = await opensFeed(stopping, (await stopping.store()).owner)
    await feed.next('ready')

    await stopping.close()

    await feed.ended
  })
})
