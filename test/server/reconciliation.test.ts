import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayOf, daysAfter } from '../../server/core/time.ts'
import type { RepaymentBooks } from '../../server/payments/money-in/money-received.ts'
import { reconcileDay } from '../../server/payments/money-in/reconcile/reconcile-day.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { newsTo } from './money-in-acts.ts'

const noRepayments: RepaymentBooks = { record: async () => 'unknown-reference', numberAt: () => Promise.resolve(null), reverse: (_tx, _money, takeBack) => takeBack() }

interface Row {
  id: string
  day: string
  state: string
  theirs: [number, string]
  ours: [number, string]
  missing: string[]
  extra: string[]
  mismatched: string[]
  tries: number
  last_error: string | null
}

const rows = async (town: Town): Promise<Row[]> =>
  town.sql<Row & Record<string, unknown>>`
    SELECT id, day::text, state::text, json_build_array(their_count, their_sum::text) AS theirs, json_build_array(our_count, our_sum::text) AS ours, missing, extra, mismatched, tries, last_error
    FROM reconciliations ORDER BY day`

const rowOf = async (town: Town, day: string): Promise<Row> => (await rows(town)).find((one) => one.day === day)!
const balanceOf = async (town: Town, id: string) => Number((await town.sql<{ balance: string }>`SELECT balance FROM wallets WHERE customer_id = ${id}`)[0]!.balance)

describe('every morning', () => {
  let town: Town
  let officers: [OfficerInTown, OfficerInTown]
  beforeAll(async () => {
    town = await openTown({ comparesWithProvider: true })
    officers = await town.officers('佐藤', '森')
  })
  afterAll(() => town.close())

  const pay = (reference: string, amount: number, more: object = {}) => town.sandbox.notify({ kind: 'top-up', reference, amount, ...more })
  const nextMorning = async () => {
    town.clock.goTo(`${daysAfter(dayOf(town.clock.now()), 1)}T06:00:00+09:00`)
    await town.settles()
  }

  test('from six o’clock, and not before, two days are compared, each once', async () => {
    const asked = async () => (await town.sql<{ day: string; asked_on: string }>`SELECT day::text, asked_on::text FROM reconciliations ORDER BY day`).map((row) => [row.day, row.asked_on])
    town.clock.goTo('2026-11-25T05:59:00+09:00')
    await town.settles()
    expect(await asked()).toEqual([['2026-11-21', '2026-11-23'], ['2026-11-22', '2026-11-23']])
    town.clock.goTo('2026-11-25T06:00:00+09:00')
    await town.settles()
    await town.settles()

    expect(await asked()).toEqual([['2026-11-21', '2026-11-23'], ['2026-11-22', '2026-11-23'], ['2026-11-23', '2026-11-25'], ['2026-11-24', '2026-11-25']])
    expect((await rows(town)).map(({ state }) => state)).toEqual(['equal', 'equal', 'equal', 'equal'])
  })

  test('a lost notification is booked as if it had come, and one sent twice is booked once', async () => {
    const [hana, ichiro] = [await town.customer(), await town.customer()]
    town.clock.goTo('2026-11-25T14:00:00+09:00')
    const lost = await pay(hana.code, 5_000, { sending: 'never' })
    await pay(ichiro.code, 3_000, { sending: 'twice' })
    await town.settles()
    expect([await balanceOf(town, hana.id), await balanceOf(town, ichiro.id)]).toEqual([0, 3_600])

    await nextMorning()

    expect(await balanceOf(town, hana.id)).toBe(6_000)
    const row = await rowOf(town, '2026-11-25')
    expect(row).toMatchObject({ state: 'mended', theirs: [2, '8000'], ours: [2, '8000'], missing: [lost.pspRef], extra: [] })
    expect((await newsTo(town, officers[0])).filter((title) => title.includes('一致しません'))).toEqual([])
  })

  test('the notification that comes after all changes nothing, and the same day again is the same', async () => {
    const hana = await town.customer()
    const late = await pay(hana.code, 2_000, { sending: 'later' })
    const day = dayOf(town.clock.now())
    await nextMorning()
    expect(await balanceOf(town, hana.id)).toBe(2_400)
    await town.sandbox.letGo('reversed')
    await nextMorning()

    expect(await balanceOf(town, hana.id)).toBe(2_400)
    expect(await rowOf(town, day)).toMatchObject({ state: 'mended', missing: [late.pspRef], theirs: [1, '2000'], ours: [1, '2000'] })
  })

  test('a reversal that nobody told us of is taken back', async () => {
    const hana = await town.customer()
    const { pspRef } = await pay(hana.code, 4_000)
    await town.settles()
    await pay(hana.code, 4_000, { pspRef, type: 'money.reversed', sending: 'never' })
    await nextMorning()

    expect(await balanceOf(town, hana.id)).toBe(0)
    expect(await town.sql`SELECT state::text FROM money_in WHERE psp_ref = ${pspRef}`).toEqual([{ state: 'reversed' }])
  })

  test('money that only we know is a difference that remains, and officers on duty hear of it once', async () => {
    const hana = await town.customer()
    const { pspRef } = await pay(hana.code, 1_000)
    await town.settles()
    town.sandbox.provider.forget(pspRef)
    const day = dayOf(town.clock.now())
    await nextMorning()
    await nextMorning()

    expect(await rowOf(town, day)).toMatchObject({ state: 'different', theirs: [0, '0'], ours: [1, '1000'], extra: [pspRef] })
    const news = (await newsTo(town, officers[0])).filter((title) => title.includes('一致しません'))
    expect(news).toHaveLength(1)
    expect(news[0]).not.toContain(hana.code)
  })

  test('notifications in the wrong order, of money that expired and was paid all the same, come out equal', async () => {
    const hana = await town.customer()
    const { pspRef } = await pay(hana.code, 3_000, { type: 'money.pending', sending: 'later' })
    for (const type of ['money.expired', 'money.paid']) await pay(hana.code, 3_000, { pspRef, type, sending: 'later' })
    await town.sandbox.letGo('reversed')
    await town.settles()
    const day = dayOf(town.clock.now())
    await nextMorning()

    expect(await balanceOf(town, hana.id)).toBe(3_600)
    expect(await rowOf(town, day)).toMatchObject({ state: 'equal', theirs: [1, '3000'], ours: [1, '3000'] })
  })

  test('a list of several pages is read to its end', async () => {
    for (let at = 0; at < 120; at += 1) await pay('C-0000', 100, { pspRef: `psp_page_${String(at).padStart(3, '0')}`, sending: 'never' })
    const day = dayOf(town.clock.now())
    await nextMorning()

    const row = await rowOf(town, day)
    expect(row).toMatchObject({ state: 'mended', theirs: [120, '12000'], ours: [120, '12000'] })
    expect(row.missing).toHaveLength(50)
    // Nobody has the reference: each of them waits for two people, who hear of it in one sentence.
    expect(await town.sql`SELECT count(*)::int AS n FROM suspense_items WHERE psp_ref LIKE 'psp_page_%' AND state = 'open'`).toEqual([{ n: 120 }])
    expect((await newsTo(town, officers[0])).filter((title) => title.startsWith('照合できない入金'))).toEqual([expect.stringMatching(/^照合できない入金が\d+件あります/)])
  })

  test('two workers at once come to the same', async () => {
    const hana = await town.customer()
    await pay(hana.code, 1_000, { sending: 'never' })
    const day = dayOf(town.clock.now())
    const [row] = await town.sql<{ id: string }>`INSERT INTO reconciliations (provider, day, asked_on) VALUES ('standard-webhooks', ${day}, ${day}) RETURNING id`
    await Promise.all([reconcileDay(town.ctx, row!.id, noRepayments), reconcileDay(town.ctx, row!.id, noRepayments)])

    expect(await balanceOf(town, hana.id)).toBe(1_200)
  })
})

describe('a provider that does not answer as it should', () => {
  let town: Town
  let server: Server
  let answer: { status: number; body: string } = { status: 200, body: '' }
  beforeAll(async () => {
    server = createServer((request, reply) => {
      reply.writeHead(request.headers.authorization === 'Bearer key-of-another-list' ? answer.status : 401, { 'content-type': 'application/json' }).end(answer.body)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as AddressInfo
    town = await openTown({ settings: { PAYMENT_PROVIDER_URL: `http://127.0.0.1:${port}/v1/`, PAYMENT_PROVIDER_KEY: 'key-of-another-list' } })
  })
  afterAll(async () => {
    await town.close()
    server.close()
  })

  const asked = async (day: string) => {
    const [row] = await town.sql<{ id: string }>`
      INSERT INTO reconciliations (provider, day, asked_on) VALUES ('standard-webhooks', ${day}, ${day}) ON CONFLICT (provider, day) DO UPDATE SET state = 'asked' RETURNING id`
    return row!.id
  }

  test('is asked again by the queue, and the row says why until then', async () => {
    const cases: [{ status: number; body: string }, string][] = [
      [{ status: 503, body: '{}' }, 'the provider answered 503'],
      [{ status: 200, body: '<html>' }, 'the answer is not JSON'],
      [{ status: 200, body: '{"items":[{"psp_ref":"x"}]}' }, 'the answer is not a list of payments'],
      [{ status: 200, body: '{"items":[],"next_cursor":"again"}' }, 'the list does not go on'],
      [{ status: 200, body: `{"items":[],"note":"${'x'.repeat(2 * 1024 * 1024)}"}` }, 'a page is too large'],
    ]
    for (const [given, why] of cases) {
      answer = given
      const id = await asked('2026-11-20')
      await expect(reconcileDay(town.ctx, id, noRepayments)).rejects.toThrow(why)
      expect(await rowOf(town, '2026-11-20')).toMatchObject({ state: 'unreachable', last_error: why })
    }
    expect((await rowOf(town, '2026-11-20')).tries).toBe(cases.length)

    answer = { status: 200, body: '{"items":[],"next_cursor":null}' }
    await reconcileDay(town.ctx, (await rowOf(town, '2026-11-20')).id, noRepayments)
    expect(await rowOf(town, '2026-11-20')).toMatchObject({ state: 'equal', last_error: null })
  })

  test('with another amount than the notification said is a difference for people', async () => {
    const hana = await town.customer()
    const answered = { psp_ref: 'psp-two-amounts', kind: 'top-up', reference: hana.code, amount: 9_000, currency: 'jpy', method: 'card', paid_at: '2026-11-21T10:00:00+09:00' }
    await town.sql`INSERT INTO money_in (provider, psp_ref, method, state, paid, paid_at, booked, heard_at)
      VALUES ('standard-webhooks', 'psp-two-amounts', 'card', 'paid', 8000, '2026-11-21T10:00:00+09:00', 'credited', now())`
    answer = { status: 200, body: JSON.stringify({ items: [answered] }) }
    await reconcileDay(town.ctx, await asked('2026-11-21'), noRepayments)

    expect(await rowOf(town, '2026-11-21')).toMatchObject({ state: 'different', theirs: [1, '9000'], ours: [1, '8000'], mismatched: ['psp-two-amounts'], extra: [] })
    expect(await balanceOf(town, hana.id)).toBe(0)
  })
})
