import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import type { Browser } from '../support/person.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const payments = '/api/store/payments.csv?from=2026-11-01&to=2026-11-30'
const linkFor = async (who: Browser, path: string): Promise<string> => {
  const { status, body } = await who.post<{ path: string }>('/api/download-links', { path })
  expect(status).toBe(201)
  return body.path
}
const opened = (path: string) => town.stranger().get<{ error: { reason: string } }>(path)

test('a download opens in a browser without cookies, for whoever asked for the link', async () => {
  const hana = await town.customer({ balance: yen(1_000) })
  const [mine, theirs] = [await town.store(), await town.store()]
  await hana.pays(mine, yen(123))
  await hana.pays(theirs, yen(456))

  const csv = await town.stranger().get<string>(await linkFor(mine.owner, payments))
  const pdf = await opened(await linkFor(mine.owner, '/api/store/poster.pdf'))

  expect([csv.status, pdf.status]).toEqual([200, 200])
  expect(csv.body).toContain(',123,0,123,')
  expect(csv.body).not.toContain(',456,')
  expect(pdf.headers['content-type']).toBe('application/pdf')
})

test('the link ends after ten minutes, with the session, and opens nothing else', async () => {
  const store = await town.store()
  const link = await linkFor(store.owner, payments)

  expect((await opened(link.replace('2026-11-01', '2026-11-02'))).body.error.reason).toBe('link-expired')
  expect((await opened(link.replace('payments.csv?from=2026-11-01&to=2026-11-30', 'payments?').replace('?&', '?'))).body.error.reason).toBe('not-signed-in')
  expect((await opened(payments)).body.error.reason).toBe('not-signed-in')
  expect((await opened(link)).status).toBe(200)
  town.clock.forward({ seconds: 601 })
  expect((await opened(link)).body.error.reason).toBe('link-expired')

  const again = await linkFor(store.owner, payments)
  await store.owner.post('/api/sign-out', {})
  expect((await opened(again)).body.error.reason).toBe('not-signed-in')
})

test('a link gives nobody more than they have: a customer’s opens no store’s list, an officer’s is for chiefs', async () => {
  const hana = await town.customer()
  const [sato] = await town.officers('Sato')

  expect((await opened(await linkFor(hana, payments))).body.error.reason).toBe('not-your-role')
  expect((await opened(await linkFor(sato, '/api/secretariat/payments.csv?from=2026-11-01&to=2026-11-30'))).body.error.reason).toBe('chiefs-only')
})

test('links are made for downloads of ours only', async () => {
  const store = await town.store()
  for (const path of ['', '/', '/api/me', 'https://example.com/a.pdf', '//example.com/api/store/a.pdf', '/api/store/../me.csv', '/api/store/payments', '/api/store/payments.csv?x= y', '/api/store/a.pdf\r\nx: y']) {
    expect([path, (await store.owner.post('/api/download-links', { path })).status]).toEqual([path, 400])
  }
  expect((await town.stranger().post('/api/download-links', { path: payments })).status).toBe(401)
})
