import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import { makePosterToken } from '../../server/stores/poster.ts'
import type { Browser } from '../support/person.ts'
import { staffOf } from '../support/staff.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const reasonOf = ({ body }: { body: unknown }): string => (body as { error: { reason: string } }).error.reason
const replaces = (who: Browser, version: number, storeId?: string) => who.post('/api/store/poster/replace', { version, ...(storeId && { storeId }) })

describe('a store’s poster', () => {
  test('is a PDF of two A4 pages for everybody of the staff', async () => {
    const store = await town.store({ name: '喫茶あかり' })
    const clerk = await staffOf(town, 'clerk', store)

    const printed = await town.app.inject({ url: '/api/store/poster.pdf', headers: { cookie: clerk.cookies(), 'sec-fetch-site': 'same-origin' } })

    expect(printed.statusCode).toBe(200)
    expect(printed.headers['content-type']).toBe('application/pdf')
    expect(decodeURIComponent(String(printed.headers['content-disposition']))).toContain('ポスター_喫茶あかり_第1版.pdf')
    const pdf = printed.rawPayload.toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2)
    expect(pdf.match(/\/MediaBox \[0 0 595\.28 841\.89\]/g)).toHaveLength(2)
    expect(printed.rawPayload.length).toBeLessThan(100_000)
  })

  test('says its version, and to a clerk that only others may replace it', async () => {
    const store = await town.store()
    const clerk = await staffOf(town, 'clerk', store)
    const told = { storeCode: store.code, number: store.number, name: store.name, version: 1 }

    expect((await store.owner.get('/api/store/poster')).body).toEqual({ ...told, mayReplace: true })
    expect((await clerk.get('/api/store/poster')).body).toEqual({ ...told, mayReplace: false })
  })

  test('belongs to one’s own stores, and who works in several says which', async () => {
    const [mine, also, theirs] = [await town.store(), await town.store(), await town.store()]
    const owner = await staffOf(town, 'owner', mine, also)
    const hana = await town.customer()

    expect((await owner.get(`/api/store/poster?storeId=${also.id}`)).body).toMatchObject({ storeCode: also.code })
    expect(reasonOf(await owner.get('/api/store/poster.pdf'))).toBe('invalid-input')
    expect(reasonOf(await owner.get(`/api/store/poster.pdf?storeId=${theirs.id}`))).toBe('not-found')
    expect(reasonOf(await replaces(owner, 1, theirs.id))).toBe('not-found')
    expect(reasonOf(await replaces(owner, 1))).toBe('invalid-input')
    expect(reasonOf(await hana.get('/api/store/poster.pdf'))).toBe('not-your-role')
    expect(await town.sql`SELECT poster_version FROM stores WHERE id IN (${mine.id}, ${also.id}, ${theirs.id})`).toEqual([{ poster_version: 1 }, { poster_version: 1 }, { poster_version: 1 }])
  })
})

describe('replacing a poster', () => {
  test('lets nobody pay by the old one any more, and everybody by the new one', async () => {
    const store = await town.store()
    const manager = await staffOf(town, 'manager', store)
    const hana = await town.customer({ balance: yen(1_000) })
    expect(await hana.pays(store, yen(100), { mode: 'poster' })).toMatchObject({ ok: true })

    expect((await replaces(manager, 1)).body).toEqual({ version: 2 })

    expect(await hana.pays(store, yen(100), { mode: 'poster' })).toEqual(refused('poster-not-valid'))
    expect(await hana.pays({ ...store, posterToken: makePosterToken(town.ctx.config, store.number, 2) }, yen(100), { mode: 'poster' })).toMatchObject({ ok: true })
    expect(await hana.pays(store, yen(100))).toMatchObject({ ok: true })
    expect(await town.sql`SELECT actor_id, object_id, details FROM audit_entries WHERE action = 'poster.replace' AND object_id = ${store.id}`).toEqual([
      { actor_id: manager.id, object_id: store.id, details: { version: 2 } },
    ])
  })

  test('happens once, however often and by however many it is pressed', async () => {
    const store = await town.store()
    const manager = await staffOf(town, 'manager', store)

    const answers = await Promise.all([replaces(store.owner, 1), replaces(manager, 1), replaces(store.owner, 1), replaces(manager, 1)])

    expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [200, { version: 2 }]))
    expect(await town.sql`SELECT 1 FROM audit_entries WHERE action = 'poster.replace' AND object_id = ${store.id}`).toHaveLength(1)
  })

  test('is for managers and owners, by the version that they see', async () => {
    const store = await town.store()
    const clerk = await staffOf(town, 'clerk', store)

    expect(reasonOf(await replaces(clerk, 1))).toBe('managers-only')
    expect(reasonOf(await replaces(store.owner, 2))).toBe('invalid-input')
    for (const body of [{}, { version: 0 }, { version: '1' }, { version: 1, storeId: 'x' }, { version: 1, number: '111111' }]) {
      expect(reasonOf(await store.owner.post('/api/store/poster/replace', body))).toBe('invalid-input')
    }
    expect(await town.sql`SELECT poster_version FROM stores WHERE id = ${store.id}`).toEqual([{ poster_version: 1 }])
  })

  test('is all that a store can change of itself, and never back to an older poster', async () => {
    const [mine, theirs] = [await town.store(), await town.store()]
    const as = { kind: 'staff' as const, staffId: mine.owner.id, role: 'owner' as const, storeIds: [mine.id] as const }
    await replaces(mine.owner, 1)

    await expect(town.ctx.db.atomically(as, (tx) => tx.store.updateMany({ where: { id: mine.id }, data: { posterVersion: 1 } }))).rejects.toThrow()
    await expect(town.ctx.db.atomically(as, (tx) => tx.store.updateMany({ where: { id: mine.id }, data: { name: 'x' } }))).rejects.toThrow(/permission denied/)
    expect(await town.ctx.db.atomically(as, (tx) => tx.store.updateMany({ where: { id: theirs.id }, data: { posterVersion: 9 } }))).toEqual({ count: 0 })
    expect(await town.sql`SELECT poster_version, name FROM stores WHERE id = ${mine.id}`).toEqual([{ poster_version: 2, name: mine.name }])
  })
})
