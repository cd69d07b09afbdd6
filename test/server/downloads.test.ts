import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inFours } from '../../server/core/ids.ts'
import { yen } from '../../server/core/yen.ts'
import type { Browser } from '../support/person.ts'
import { staffOf } from '../support/staff.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const linesOf = (body: unknown): string[][] => String(body).replace(/^\uFEFF/, '').trimEnd().split('\r\n').map((line) => line.split(','))
const asked = (from: string, to: string, more = '') => `from=${from}&to=${to}${more}`
const month = asked('2026-11-01', '2026-11-30')

async function saved(who: Browser, query: string): Promise<string[][]> {
  const { status, body } = await who.get(`/api/store/payments.csv?${query}`)
  expect(status).toBe(200)
  return linesOf(body).slice(1)
}

const reasonAt = async (who: Browser, url: string): Promise<string> => (await who.get<{ error: { reason: string } }>(url)).body.error.reason

/** Payments of the past, one a second up to an hour ago. */
const pastPayments = (store: StoreInTown, customerId: string, count: number) =>
  town.sql`INSERT INTO payments (id, number, customer_id, store_id, amount, mode, balance_after, paid_at, paid_on, match_round, match_number)
    SELECT uuidv7(), '261110' || lpad(n::text, 9, '0'), ${customerId}, ${store.id}, 1 + n % 30000, 'poster', 0, at, (at AT TIME ZONE 'Asia/Tokyo')::date, 100 + n / 10000, right(lpad(n::text, 9, '0'), 4)
    FROM (SELECT n, timestamptz '2026-11-10 09:00:00+09' + n * interval '1 second' AS at FROM generate_series(1, ${count}) n) made`

describe('a store’s list to take away', () => {
  test('has a line for each payment of the period, oldest first, with a void as money that went out', async () => {
    const hana = await town.customer({ balance: yen(10_000) })
    const store = await town.store({ name: '喫茶"あかり", 本店' })
    const first = await hana.pays(store, yen(1_280))
    town.clock.forward({ seconds: 5 })
    await hana.pays(store, yen(650))
    if (!first.ok) throw new Error(first.reason)
    await town.sql`UPDATE payments SET state = 'voided', refunded_total = amount WHERE id = ${first.value.id}`

    const { status, body, headers } = await store.owner.get<string>(`/api/store/payments.csv?${month}`)

    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    expect(decodeURIComponent(String(headers['content-disposition']))).toContain('支払い_喫茶-あかり-, 本店_2026-11-01_2026-11-30.csv')
    expect(body.startsWith('\uFEFF支払日時,支払番号（末尾4けたが照合番号）,')).toBe(true)
    const [, voided, kept] = body.split('\r\n')
    expect(voided).toBe(`2026-11-23 14:00:00,${inFours(first.value.number)},${store.code},"喫茶""あかり"", 本店",番号,取消済み,1280,-1280,0,`)
    expect(kept).toMatch(/,完了,650,0,650,$/)
    expect(body).not.toContain(hana.code)
    expect(body).not.toContain(hana.id)
  })

  test('can be had in Shift_JIS', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const store = await town.store({ name: '𠮷野〜髙島' })
    await hana.pays(store, yen(100))

    const answer = await town.app.inject({ url: `/api/store/payments.csv?${month}&encoding=sjis`, headers: { cookie: store.owner.cookies(), 'sec-fetch-site': 'same-origin' } })

    expect(answer.headers['content-type']).toContain('charset=Shift_JIS')
    const lines = new TextDecoder('shift_jis', { fatal: true }).decode(answer.rawPayload).split('\r\n')
    expect(lines[1]).toContain('〓野～髙島')
    expect(lines[2]).toMatch(/^※ Shift_JISにない文字1字を〓に置き換えました（2行目「店舗名」U\+20BB7）/)
  })

  test('has only the stores of whoever asks, one of them or all', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const [mine, also, theirs] = [await town.store(), await town.store(), await town.store()]
    const owner = await staffOf(town, 'owner', mine, also)
    for (const [store, amount] of [[mine, 1], [also, 2], [theirs, 3]] as const) {
      await hana.pays(store, yen(amount))
      town.clock.forward({ seconds: 200 })
    }

    expect((await saved(owner, month)).map((line) => line[6]).sort()).toEqual(['1', '2'])
    expect((await saved(owner, `${month}&storeId=${also.id}`)).map((line) => line[6])).toEqual(['2'])
    expect(await reasonAt(owner, `/api/store/payments.csv?${month}&storeId=${theirs.id}`)).toBe('not-found')
  })

  test('gives a clerk today’s payments and their own, a manager everybody’s', async () => {
    town.clock.goTo('2026-11-20T12:00:00+09:00')
    const hana = await town.customer({ balance: yen(1_000) })
    const store = await town.store()
    const own = await hana.pays(store, yen(1))
    town.clock.forward({ seconds: 200 })
    await hana.pays(store, yen(2))
    town.clock.goTo('2026-11-21T12:00:00+09:00')
    const ken = await town.customer({ balance: yen(1_000) })
    await ken.pays(store, yen(3))
    const [clerk, manager] = [await staffOf(town, 'clerk', store), await staffOf(town, 'manager', store)]
    if (!own.ok) throw new Error(own.reason)
    await town.sql`UPDATE payments SET staff_id = ${clerk.id} WHERE id = ${own.value.id}`

    expect((await saved(clerk, month)).map((line) => [line[6], line[9]])).toEqual([['1', clerk.code], ['3', '']])
    expect((await saved(manager, month)).map((line) => line[6])).toEqual(['1', '2', '3'])
  })

  test('covers at most 31 days, in order, and nobody else may have it', async () => {
    const store = await town.store()
    const hana = await town.customer()
    const [sato] = await town.officers('Sato')
    const at = (query: string) => reasonAt(store.owner, `/api/store/payments.csv?${query}`)

    expect(await at(asked('2026-10-01', '2026-11-01'))).toBe('period-too-long')
    expect(await at(asked('2026-11-02', '2026-11-01'))).toBe('invalid-input')
    for (const wrong of ['', 'from=2026-11-01', asked('2026-02-30', '2026-03-01'), asked('x', 'y'), `${month}&encoding=utf7`, `${month}&storeId=1`]) expect(await at(wrong)).toBe('invalid-input')
    expect(await reasonAt(hana, `/api/store/payments.csv?${month}`)).toBe('not-your-role')
    expect(await reasonAt(sato, `/api/store/payments.csv?${month}`)).toBe('not-your-role')
    expect(await reasonAt(town.stranger(), `/api/store/payments.csv?${month}`)).toBe('not-signed-in')
  })

  test('reads page after page: no payment twice, none missing, also where many were made in one moment', async () => {
    const hana = await town.customer()
    const store = await town.store()
    await pastPayments(store, hana.id, 5_000)
    await town.sql`UPDATE payments SET paid_at = '2026-11-10 10:00:00+09' WHERE store_id = ${store.id} AND amount BETWEEN 900 AND 3300`

    const lines = await saved(store.owner, month)

    expect(lines).toHaveLength(5_000)
    expect(new Set(lines.map((line) => line[1])).size).toBe(5_000)
    const moments = lines.map((line) => line[0] ?? '')
    expect(moments).toEqual(moments.toSorted())
  })
})

describe('the secretariat’s list to take away', () => {
  const url = `/api/secretariat/payments.csv?${month}`

  test('is for chiefs, has codes instead of names, and is in the audit log before it leaves', async () => {
    const hana = await town.customer({ name: '山田 花子', balance: yen(1_000) })
    const store = await town.store({ name: '=HYPERLINK("x")' })
    const [honda] = await town.officers('Honda (chief)')
    await hana.pays(store, yen(321))

    const { status, body, headers } = await honda.get<string>(url)

    expect(status).toBe(200)
    expect(decodeURIComponent(String(headers['content-disposition']))).toContain('支払い_全店舗_2026-11-01_2026-11-30.csv')
    const line = body.split('\r\n').find((one) => one.includes(hana.code)) ?? ''
    expect(line).toContain(`,"'=HYPERLINK(""x"")",${hana.code},番号,完了,321,0,321,0,`)
    expect(body).not.toContain('山田')
    expect(await town.sql`SELECT details FROM audit_entries WHERE action = 'payments.export' AND actor_id = ${honda.id}`).toEqual([
      { details: { from: '2026-11-01', to: '2026-11-30', encoding: 'utf8' } },
    ])
  })

  test('is refused to officers and auditors, and a refusal leaves no entry', async () => {
    const [sato, ueda] = await town.officers('Sato', 'Ueda (auditor)')

    expect(await reasonAt(sato, url)).toBe('chiefs-only')
    expect(await reasonAt(ueda, url)).toBe('chiefs-only')
    expect(await reasonAt((await town.store()).owner, url)).toBe('not-your-role')
    expect(await town.sql`SELECT 1 FROM audit_entries WHERE action = 'payments.export' AND actor_id IN (${sato.id}, ${ueda.id})`).toEqual([])
  })

  test('covers at most a year', async () => {
    const [honda] = await town.officers('Honda (chief)')
    expect(await reasonAt(honda, `/api/secretariat/payments.csv?${asked('2025-11-01', '2026-11-30')}`)).toBe('period-too-long')
    expect((await honda.get(`/api/secretariat/payments.csv?${asked('2026-01-01', '2026-12-31')}`)).status).toBe(200)
  })
})

describe('a long list', () => {
  interface Needed {
    readonly lines: number
    readonly bytes: number
    readonly live: number
    readonly aheadMost: number
  }
  const streamed = async (rows: number): Promise<Needed> => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--max-old-space-size=96', 'test/support/million-rows.ts', String(rows), 'utf8'])
    return JSON.parse(stdout) as Needed
  }

  // The million by hand: node --expose-gc test/support/million-rows.ts 1000000 utf8
  test('needs no more memory when it is eight times as long, however slowly it is read', { timeout: 300_000 }, async () => {
    const some = await streamed(25_000)
    const all = await streamed(200_000)

    expect([some.lines, all.lines]).toEqual([25_001, 200_001])
    expect(all.bytes).toBeGreaterThan(7 * some.bytes)
    expect(all.live - some.live).toBeLessThan(8 * 1024 * 1024)
    expect(all.aheadMost).toBeLessThan(5_000)
  })
})
