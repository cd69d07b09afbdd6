import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { closePeriods } from '../../server/payments/settlement/close-periods.ts'
import type { BankDetailsSeen, PayoutFile, PayoutList, SettlementSeen, StorePayouts } from '../../server/payments/settlement/contract.ts'
import { foldStoreDays } from '../../server/payments/settlement/fold-store-days.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { signedInByPassword, type StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide } from './cases-acts.ts'
import { booksBack, paysOn } from './settlement-acts.ts'

let town: Town
let store: StoreInTown
let settlementId: string
beforeAll(async () => {
  town = await openTown()
  const hana = await town.customer({ balance: yen(50_000) })
  store = await town.store({ name: 'みどり青果店' })
  await paysOn(town, '2026-11-24', hana, store, 4_000)
  await booksBack(town, store, 1_000, 'void')
  town.clock.goTo('2026-12-11T02:00:00+09:00')
  await closePeriods(town.ctx)
  await paysOn(town, '2026-12-11', hana, store, 800)
  await foldStoreDays(town.ctx)
  const [row] = await town.sql<{ id: string }>`SELECT id FROM settlements`
  settlementId = row?.id ?? ''
})
afterAll(() => town.close())

const details = { bankCode: '9999', bankName: 'アオバ', branchCode: '002', branchName: 'エキマエ', deposit: 'ordinary', number: '7654321', holder: 'ミドリセイカテン', plan: 'twice_a_month' }
const reasonOf = async (asked: Promise<{ status: number; body: { error?: { reason: string } } }>) => {
  const { status, body } = await asked
  return status < 300 ? 'done' : (body.error?.reason ?? String(status))
}
const staffOf = async (role: 'owner' | 'clerk') => {
  const [row] = await town.sql<{ login_id: string; password_hash: string }>`SELECT login_id, password_hash FROM staff WHERE id = ${store.owner.id}`
  if (role === 'owner') return signedInByPassword(town, store.owner.lineUserId, row?.login_id ?? '', 'a password of the tests')
  const [id, loginId] = [randomUUID(), `clerk-${randomUUID()}`]
  await town.sql`INSERT INTO staff (id, code, name, login_id, password_hash, role) VALUES (${id}, ${loginId}, '店員', ${loginId}, ${row?.password_hash}, 'clerk')`
  await town.sql`INSERT INTO staff_stores (staff_id, store_id) VALUES (${id}, ${store.id})`
  return signedInByPassword(town, town.sandbox.addPerson({ name: '店員' }).lineUserId, loginId, 'a password of the tests')
}
const put = async (officer: OfficerInTown, body: object) => {
  const answer = await town.app.inject({
    method: 'PUT', url: `/api/secretariat/stores/${store.id}/bank-details`, payload: body,
    headers: { origin: town.ctx.config.publicUrl, 'sec-fetch-site': 'same-origin', cookie: officer.cookies() },
  })
  return { status: answer.statusCode, body: answer.json<{ details: BankDetailsSeen; error?: { reason: string; facts: Record<string, string> } }>() }
}

test('nothing is drafted for a store without bank details; what one officer wrote down another confirms, and exactly that', async () => {
  const [sato, mori, auditor] = await town.officers('佐藤', '森', '監査 (auditor)')
  expect(await reasonOf(sato.post('/api/secretariat/payouts', { payOn: '2026-12-15' }))).toBe('nothing-to-pay')
  expect(await reasonOf(put(auditor, details))).toBe('read-only-role')
  expect((await put(sato, { ...details, holder: '緑川 みどり' })).body.error).toMatchObject({ reason: 'bank-details-wrong', facts: { field: '口座名義' } })
  expect(await reasonOf(put(sato, { ...details, branchName: 'トウキヨウエキマエシンジユクチテン' }))).toBe('bank-details-wrong')

  const written = await put(sato, details)
  expect(written.body.details).toMatchObject({ version: 1, place: 'ｱｵﾊﾞ ｴｷﾏｴ 普通 ••••321', holder: 'ﾐﾄﾞﾘｾｲｶﾃﾝ', confirmed: false, mayConfirm: { allowed: false } })
  expect(await reasonOf(sato.post('/api/secretariat/payouts', { payOn: '2026-12-15' }))).toBe('nothing-to-pay')
  expect((await mori.get<PayoutList>('/api/secretariat/payouts')).body.unconfirmed).toMatchObject([{ storeCode: store.code, amount: '3000', version: 1, changedBy: '佐藤', mayConfirm: { allowed: true } }])
  const confirm = (officer: OfficerInTown, version: number) => reasonOf(officer.post(`/api/secretariat/stores/${store.id}/confirm-bank-details`, { version }))
  expect(await confirm(sato, 1)).toBe('own-proposal')
  await put(sato, { ...details, number: '7654322' })
  expect(await confirm(mori, 1)).toBe('bank-details-changed')
  expect(await confirm(mori, 2)).toBe('done')
  expect(await confirm(mori, 2)).toBe('done')

  expect(await reasonOf(sato.post('/api/secretariat/payouts', { payOn: '2026-12-15' }))).toBe('done')
  const audit = JSON.stringify(await town.sql`SELECT details FROM audit_entries WHERE object_id = ${store.id} AND action LIKE 'bank-details.%'`)
  expect(audit).toContain('"endsWith":"322"')
  expect(audit).not.toContain('7654322')
})

test('bank details that change after the proposal stop the release', async () => {
  const [sato, mori] = await town.officers('佐藤', '森')
  const [payout] = await town.sql<{ id: string }>`SELECT id FROM payouts`
  const { body } = await sato.post<{ approval: { id: string } }>(`/api/secretariat/payouts/${payout?.id}/propose-release`, { reason: '15日の振込' })
  expect((await mori.get<PayoutFile>(`/api/secretariat/payouts/${payout?.id}`)).body.mayPropose).toMatchObject({ allowed: false, ja: expect.stringContaining('承認を待っている') as string })

  await put(sato, { ...details, number: '7654323' })

  expect(await decide(mori, body.approval.id)).toBe('payout-changed')
})

test('while payouts are stopped for the whole programme nothing is released', async () => {
  const [sato, mori] = await town.officers('佐藤', '森')
  const [payout] = await town.sql<{ id: string }>`SELECT id FROM payouts`
  await put(mori, details)
  const [{ version } = { version: 0 }] = await town.sql<{ version: number }>`SELECT version FROM store_bank_details`
  await sato.post(`/api/secretariat/stores/${store.id}/confirm-bank-details`, { version })
  await sato.post('/api/secretariat/payouts', { payOn: '2026-12-15' })
  const [old] = await town.sql<{ id: string }>`SELECT id FROM approvals WHERE state = 'proposed'`
  await decide(mori, old?.id ?? '', 'send-back')
  const { body } = await sato.post<{ approval: { id: string } }>(`/api/secretariat/payouts/${payout?.id}/propose-release`, { reason: '15日の振込' })
  await town.sql`INSERT INTO function_stops (function, stopped_at, stopped_by, reason) VALUES ('payout', ${town.clock.now()}, ${sato.id}, '点検')`

  expect(await decide(mori, body.approval.id)).toBe('programme-stopped')
  expect(await town.sql`SELECT 1 FROM journal_entries WHERE cause = 'payout'`).toEqual([])
  await town.sql`DELETE FROM function_stops`
  expect(await decide(mori, body.approval.id)).toBe('approved')
})

test('money goes on days on which banks transfer, and officers who are tied to a store keep out of its money', async () => {
  const [sato] = await town.officers('佐藤')
  expect(await reasonOf(sato.post('/api/secretariat/payouts', { payOn: '2026-12-19' }))).toBe('not-a-bank-day')
  expect(await reasonOf(sato.post('/api/secretariat/payouts', { payOn: '2026-12-10' }))).toBe('not-a-bank-day')
  await town.sql`INSERT INTO officer_ties (officer_id, store_id) VALUES (${sato.id}, ${store.id})`

  expect(await reasonOf(sato.post(`/api/secretariat/stores/${store.id}/hold-payouts`, { reason: 'x' }))).toBe('conflict-of-interest')
  expect(await reasonOf(put(sato, details))).toBe('conflict-of-interest')
  expect(await reasonOf(sato.post(`/api/secretariat/stores/${randomUUID()}/hold-payouts`, { reason: 'x' }))).toBe('not-found')
})

test('managers and owners see what comes and take their statements away; clerks and other stores do not', async () => {
  const [owner, clerk] = [await staffOf('owner'), await staffOf('clerk')]
  const payouts = await owner.get<StorePayouts>('/api/store/payouts')
  expect(payouts.body.items).toMatchObject([{ running: { from: '2026-12-01', to: '2026-12-15', payOn: '2027-01-04', amount: '800' }, held: null, last: { paidOn: '2026-12-15', amount: '3000' } }])
  expect(await reasonOf(clerk.get('/api/store/payouts'))).toBe('managers-only')
  expect(await reasonOf(clerk.get('/api/store/statements'))).toBe('managers-only')
  expect(await reasonOf(clerk.get(`/api/store/statements/${settlementId}.csv`))).toBe('managers-only')
  expect(await reasonOf((await town.store()).owner.get(`/api/store/statements/${settlementId}.csv`))).toBe('not-found')

  const { body: list } = await owner.get<{ items: SettlementSeen[] }>(`/api/store/statements?storeId=${store.id}`)
  expect(list.items).toMatchObject([{ number: `${store.code}-20261130`, gross: '4000', voided: '1000', payable: '3000', state: 'paid', payments: 1 }])
  const csv = await town.app.inject({ url: `/api/store/statements/${settlementId}.csv`, headers: { cookie: owner.cookies() } })
  expect(csv.headers['content-disposition']).toContain(encodeURIComponent('精算書_みどり青果店'))
  expect(csv.body.split('\r\n').slice(1, 3).map((line) => line.split(',').slice(3).join(','))).toEqual(['2026-11-24,1,4000,-1000,0,3000', '期間の合計,1,4000,-1000,0,3000'])
  const pdf = await town.app.inject({ url: `/api/store/statements/${settlementId}.pdf`, headers: { cookie: owner.cookies() } })
  expect([pdf.headers['content-type'], pdf.rawPayload.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-'])
  const link = await owner.post<{ path: string }>('/api/download-links', { path: `/api/store/statements/${settlementId}.pdf` })
  const outside = await town.app.inject({ url: link.body.path })
  expect(outside.headers['content-disposition']).toBe(pdf.headers['content-disposition'])
})

test('officers find a store’s settlements by its code and take the same statement away', async () => {
  const [sato] = await town.officers('佐藤')
  const { body: list } = await sato.get<{ items: SettlementSeen[]; nextCursor: string | null }>(`/api/secretariat/settlements?storeCode=${store.code}&limit=1`)
  expect(list.items).toMatchObject([{ id: settlementId, storeName: 'みどり青果店' }])
  expect((await sato.get<{ days: unknown[] }>(`/api/secretariat/settlements/${settlementId}`)).body.days).toEqual([{ day: '2026-11-24', payments: 1, gross: '4000', voided: '1000', refunded: '0' }])
  expect(await reasonOf(sato.get('/api/secretariat/settlements?storeCode=S-nowhere'))).toBe('not-found')
  const csv = await town.app.inject({ url: `/api/secretariat/statements/${settlementId}.csv?encoding=sjis`, headers: { cookie: sato.cookies() } })
  expect(csv.headers['content-type']).toContain('Shift_JIS')
})
