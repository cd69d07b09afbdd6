import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { closePeriods } from '../../server/payments/settlement/close-periods.ts'
import type { PayoutFile, PayoutList, StorePayouts } from '../../server/payments/settlement/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { signedInByLine } from '../support/customers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide } from './cases-acts.ts'
import { brokenPromises, givesBankDetails, paysOn } from './settlement-acts.ts'

let town: Town
let hana: CustomerInTown
beforeAll(async () => {
  town = await openTown({ maxConnections: 10 })
  hana = await town.customer({ balance: yen(100_000) })
})
afterAll(() => town.close())

const why = { reason: '内容を確認しました' }

/** A store with a settlement that is due on 15 December, and the payout's draft of the night of the 11th. */
async function dueStore(amount: number): Promise<StoreInTown> {
  town.clock.goTo('2026-11-23T14:00:00+09:00')
  const store = await town.store()
  await givesBankDetails(town, store)
  await paysOn(town, '2026-11-24', hana, store, amount)
  return store
}

async function drafted(day = '2026-12-11'): Promise<string> {
  town.clock.goTo(`${day}T02:00:00+09:00`)
  await closePeriods(town.ctx)
  const [payout] = await town.sql<{ id: string }>`SELECT id FROM payouts WHERE state = 'draft' ORDER BY pay_on DESC LIMIT 1`
  return payout?.id ?? ''
}

async function proposes(officer: OfficerInTown, payoutId: string): Promise<string> {
  const { status, body } = await officer.post<{ approval: { id: string }; error?: { reason: string } }>(`/api/secretariat/payouts/${payoutId}/propose-release`, why)
  if (status !== 201) throw new Error(`${status} ${body.error?.reason ?? ''}`)
  return body.approval.id
}
const reasonOf = async (asked: Promise<{ status: number; body: { error?: { reason: string } } }>) => {
  const { status, body } = await asked
  return status < 300 ? 'done' : (body.error?.reason ?? String(status))
}
const bookedFor = async (store: StoreInTown) =>
  (await town.sql<{ amount: string }>`SELECT amount FROM journal_entries WHERE owner_id = ${store.id} AND cause = 'payout'`).map(({ amount }) => amount)

test('a payout is drafted some days before its pay day, proposed by one officer and released by another: booked once, with a bank file that stays the same', async () => {
  const store = await dueStore(4_200)
  const payoutId = await drafted()
  const [sato, mori, auditor] = await town.officers('佐藤', '森', '監査 (auditor)')
  expect(await reasonOf(sato.get(`/api/secretariat/payouts/${payoutId}/file`))).toBe('payout-not-released')

  const proposal = await proposes(sato, payoutId)
  expect(await decide(sato, proposal)).toBe('own-proposal')
  expect(await decide(mori, proposal)).toBe('approved')

  expect(await bookedFor(store)).toEqual(['-4200'])
  const { body: file } = await sato.get<PayoutFile>(`/api/secretariat/payouts/${payoutId}`)
  expect(file.payout).toMatchObject({ state: 'released', payOn: '2026-12-15', proposedBy: '佐藤', approvedBy: '森' })
  expect(file.lines).toMatchObject([{ storeCode: store.code, amount: '4200', place: 'ｱｵﾊﾞ ｴｷﾏｴ 普通 ••••567', settlements: [`${store.code}-20261130`] }])
  const bytes = async (officer: OfficerInTown) => (await town.app.inject({ url: `/api/secretariat/payouts/${payoutId}/file`, headers: { cookie: officer.cookies() } })).rawPayload
  const first = await bytes(sato)
  const records = iconv.decode(first, 'Shift_JIS').split('\r\n').filter(Boolean)
  expect(records.map((record) => [record[0], record.length])).toEqual([['1', 120], ['2', 120], ['8', 120], ['9', 120]])
  expect(records[0]).toContain('1215')
  expect(records[1]).toMatch(/^29999ｱｵﾊﾞ +002ｴｷﾏｴ +000011234567ﾐﾄﾞﾘｾｲｶﾃﾝ +0000004200/)
  expect(createHash('sha256').update(first).digest('hex')).toBe(file.fileHash)
  expect(await bytes(mori)).toEqual(first)
  expect(await reasonOf(auditor.get(`/api/secretariat/payouts/${payoutId}/file`))).toBe('read-only-role')
  expect(await town.sql`SELECT 1 FROM audit_entries WHERE action = 'payout.download' AND object_id = ${payoutId}`).toHaveLength(2)
  expect(await brokenPromises(town)).toEqual([])
})

test('what is released can be neither released again nor drafted again nor changed by hand', async () => {
  const [released] = await town.sql<{ id: string }>`SELECT id FROM payouts WHERE state = 'released'`
  town.clock.goTo('2026-12-11T10:00:00+09:00')
  const [sato] = await town.officers('佐藤')

  expect(await reasonOf(sato.post(`/api/secretariat/payouts/${released?.id}/propose-release`, why))).toBe('payout-released')
  expect(await reasonOf(sato.post('/api/secretariat/payouts', { payOn: '2026-12-15' }))).toBe('nothing-to-pay')
  await expect(town.sql`UPDATE payouts SET total = 1 WHERE id = ${released?.id}`).rejects.toThrow('is released')
  await expect(town.sql`UPDATE payout_lines SET amount = 1 WHERE payout_id = ${released?.id}`).rejects.toThrow('is released')
  await expect(town.sql`UPDATE transfer_files SET bytes = '' WHERE payout_id = ${released?.id}`).rejects.toThrow('append only')
  await expect(town.ctx.db.atomically({ kind: 'officer', officerId: sato.id, role: 'officer' }, (tx) => tx.$queryRaw`
    SELECT release_payout(${released?.id}::uuid, (SELECT id FROM approvals WHERE kind = 'release_payout' LIMIT 1), '', '', now())::text`)).rejects.toThrow('was not approved by two')
})

test('two officers who approve the same release at the same moment book it once', async () => {
  const store = await dueStore(900)
  const payoutId = await drafted('2026-12-16')
  const [sato, mori, ito] = await town.officers('佐藤', '森', '伊藤')
  const proposal = await proposes(sato, payoutId)

  const answers = await Promise.all([decide(mori, proposal), decide(ito, proposal)])

  expect(answers.sort()).toEqual(['approved', 'proposal-decided'])
  expect(await bookedFor(store)).toEqual(['-900'])
  expect(await brokenPromises(town)).toEqual([])
})

test('a hold that comes before the release keeps the whole file back, until it is drafted without the store', async () => {
  const [held, other] = [await dueStore(700), await dueStore(800)]
  const payoutId = await drafted('2026-12-17')
  const [sato, mori] = await town.officers('佐藤', '森')
  const proposal = await proposes(sato, payoutId)

  expect(await reasonOf(mori.post(`/api/secretariat/stores/${held.id}/hold-payouts`, { reason: '店舗への事実確認中' }))).toBe('done')
  expect(await reasonOf(sato.post(`/api/secretariat/stores/${held.id}/hold-payouts`, { reason: 'もう一度' }))).toBe('payout-held-already')

  expect(await decide(mori, proposal)).toBe('payout-store-held')
  expect([await bookedFor(held), await bookedFor(other)]).toEqual([[], []])
  expect(await reasonOf(sato.post(`/api/secretariat/payouts/${payoutId}/propose-release`, why))).toBe('payout-store-held')
  const [draft] = await town.sql<{ pay_on: string }>`SELECT pay_on::text FROM payouts WHERE id = ${payoutId}`
  expect(await reasonOf(sato.post('/api/secretariat/payouts', { payOn: draft?.pay_on }))).toBe('done')
  expect(await decide(mori, proposal)).toBe('payout-changed')
  await decide(mori, proposal, 'send-back')
  expect(await decide(mori, await proposes(sato, payoutId))).toBe('approved')
  expect([await bookedFor(held), await bookedFor(other)]).toEqual([[], ['-800']])
})

test('the store reads what is held and nothing about why; two officers let it go on, and it is paid with the next payout', async () => {
  const store = await dueStore(42_000 / 3)
  await drafted('2026-12-21')
  const [sato, mori] = await town.officers('佐藤', '森')
  const hold = await sato.post<{ hold: { id: string } }>(`/api/secretariat/stores/${store.id}/hold-payouts`, { reason: '口座の名義を確認中' })
  const owner = await signedInAgain(store)

  const { body: held } = await owner.get<StorePayouts>('/api/store/payouts')
  expect(held.items).toMatchObject([{ storeId: store.id, expected: [], held: { amount: '14000' } }])
  expect(JSON.stringify(held)).not.toContain('名義')
  expect((await sato.get<PayoutList>('/api/secretariat/payouts')).body.held).toContainEqual(expect.objectContaining({ storeCode: store.code, amount: '14000', heldBy: '佐藤', reason: '口座の名義を確認中' }))

  const proposal = (await sato.post<{ approval: { id: string } }>(`/api/secretariat/stores/${store.id}/propose-resume-payouts`, { reason: '名義を確認できた' })).body.approval.id
  expect(await decide(sato, proposal)).toBe('own-proposal')
  expect(await decide(mori, proposal)).toBe('approved')

  expect(await town.sql`SELECT 1 FROM payout_holds WHERE id = ${hold.body.hold.id} AND ended_at IS NOT NULL AND proposed_by = ${sato.id} AND approved_by = ${mori.id}`).toHaveLength(1)
  expect(await reasonOf(sato.post(`/api/secretariat/stores/${store.id}/propose-resume-payouts`, why))).toBe('payout-not-held')
  const payoutId = await drafted('2026-12-22')
  const [tani, oka] = await town.officers('谷', '岡')
  expect(await decide(oka, await proposes(tani, payoutId))).toBe('approved')
  expect(await bookedFor(store)).toEqual(['-14000'])
  expect((await (await signedInAgain(store)).get<StorePayouts>('/api/store/payouts')).body.items).toMatchObject([{ held: null, expected: [], last: { amount: '14000' } }])
  expect(await brokenPromises(town)).toEqual([])
})

test('a hold and a release at the same moment: either the money went before the hold, or it did not go', async () => {
  // Three pay days: a draft is made once for each.
  for (const day of ['2027-01-12', '2027-01-13', '2027-01-18']) {
    const store = await dueStore(500)
    const payoutId = await drafted(day)
    const [sato, mori] = await town.officers('佐藤', '森')
    const proposal = await proposes(sato, payoutId)

    const [released, held] = await Promise.all([decide(mori, proposal), reasonOf(sato.post(`/api/secretariat/stores/${store.id}/hold-payouts`, why))])

    expect(held).toBe('done')
    expect(['approved', 'payout-store-held']).toContain(released)
    expect(await bookedFor(store)).toEqual(released === 'approved' ? ['-500'] : [])
    if (released !== 'approved') await decide(mori, proposal, 'send-back')
  }
})

test('a release that waits for a hold finds it', async () => {
  const store = await dueStore(600)
  const payoutId = await drafted('2027-01-20')
  const [sato, mori] = await town.officers('佐藤', '森')
  const proposal = await proposes(sato, payoutId)
  const holding = new pg.Client({ connectionString: town.database.ownerUrl })
  await holding.connect()
  await holding.query('BEGIN')
  await holding.query('SELECT 1 FROM store_bank_details WHERE store_id = $1 FOR UPDATE', [store.id])
  await holding.query('INSERT INTO payout_holds (store_id, reason, held_by, held_at) VALUES ($1, $2, $3, $4)', [store.id, '事実確認中', sato.id, town.clock.now()])

  const released = decide(mori, proposal)
  await somebodyWaits(holding)
  await holding.query('COMMIT')
  await holding.end()

  expect(await released).toBe('payout-store-held')
  expect(await bookedFor(store)).toEqual([])
})

/** Until another connection waits for a lock that this one holds. */
async function somebodyWaits(holder: pg.Client): Promise<void> {
  for (let looks = 0; looks < 10_000; looks += 1) {
    const { rows } = await holder.query('SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))')
    if (rows.length > 0) return
  }
  throw new Error('nobody waited')
}

/** The owner signs in anew: sessions don't last for days. */
async function signedInAgain(store: StoreInTown) {
  const browser = await signedInByLine(town, store.owner.lineUserId)
  const [staff] = await town.sql<{ login_id: string }>`SELECT login_id FROM staff WHERE id = ${store.owner.id}`
  const answer = await browser.post('/api/sign-in/password', { loginId: staff?.login_id, password: 'a password of the tests' })
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`)
  return browser
}
