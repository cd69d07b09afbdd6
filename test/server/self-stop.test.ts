import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import type { OwnStop, ResumeRequestSeen } from '../../server/cases/self-stop/contract.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, confirmed, decide, mustBe, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
beforeAll(async () => {
  town = await openTown({ maxConnections: 12 })
  stores = await twoStores(town)
})
afterAll(() => town.close())

const standingOf = async ({ id }: CustomerInTown) => (await town.sql<{ standing: string }>`SELECT standing::text FROM wallets WHERE customer_id = ${id}`)[0]?.standing
const requestOf = async (officer: OfficerInTown, { code }: CustomerInTown): Promise<ResumeRequestSeen | undefined> =>
  (await officer.get<{ items: ResumeRequestSeen[] }>('/api/secretariat/resume-requests')).body.items.find(({ customerCode }) => customerCode === code)

/** Answers the proposal's id or why not. */
async function proposesRelease(officer: OfficerInTown, customer: CustomerInTown): Promise<string> {
  const request = await requestOf(officer, customer)
  const { body } = await officer.post<Partial<Refused> & { approval?: { id: string } }>(`/api/secretariat/resume-requests/${request?.id ?? ''}/propose-release`, { identityCheck: 'call_back', reason: '登録の番号で確認した' })
  return body.approval?.id ?? body.error?.reason ?? ''
}

/** From the payments to a release: on a busy machine it takes longer than one request's test may. */
const timeout = 120_000
describe('支払いを止める', { timeout }, () => {
  test('a customer stops their own payments at once, is told once, and sees it everywhere', async () => {
    const hana = await town.customer({ balance: yen(5_000) })

    const [first, second] = await Promise.all([hana.post<OwnStop>('/api/self-stop'), hana.post<OwnStop>('/api/self-stop')])

    expect([first.status, second.status]).toEqual([200, 200])
    expect(await hana.pays(stores[0], yen(100))).toEqual(refused('self-stopped'))
    expect((await hana.post<Refused>('/api/codes')).body.error.reason).toBe('self-stopped')
    expect((await hana.get('/api/me')).body).toMatchObject({ standing: 'self_stopped', selfStopped: true, balance: '5000' })
    await town.settles()
    expect(hana.chat.all().filter((text) => text.includes('お支払いを止めました'))).toHaveLength(1)
  })

  test('in the chat: asked first, stopped by the button, and a second press says that it is done', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    await hana.chat.says('スマホをなくした')
    expect(hana.chat.last()).toContain('お支払いを今すぐ止めますか？')
    await hana.chat.taps('act=stop-not')
    expect(await hana.pays(stores[0], yen(100))).toMatchObject({ ok: true })

    await hana.chat.taps('act=stop-mine')

    expect(await hana.pays(stores[0], yen(100))).toEqual(refused('self-stopped'))
    await hana.chat.taps('act=stop-mine')
    expect(hana.chat.last()).toContain('すでに受け付けています。')
  })

  test('of fifty payments around the moment none is committed after it', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    const phone = await hana.otherDevice()
    let before = -1
    await Promise.all(
      Array.from({ length: 50 }, async (_one, place) => {
        await hana.pays(stores[0], yen(1), { from: phone })
        if (place !== 5) return
        await hana.post('/api/self-stop')
        before = (await town.sql`SELECT 1 FROM payments WHERE customer_id = ${hana.id}`).length
      }),
    )
    expect(await town.sql`SELECT 1 FROM payments WHERE customer_id = ${hana.id}`).toHaveLength(before)
  })
})

describe('再開', { timeout }, () => {
  test('asked for by the customer, proposed after an identity check, approved by another officer: then they pay again', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const hana = await town.customer({ balance: yen(5_000) })
    expect((await hana.post<Refused>('/api/self-stop/resume-request')).body.error.reason).toBe('not-self-stopped')
    await hana.post('/api/self-stop')
    await hana.post('/api/self-stop/resume-request')
    await hana.post('/api/self-stop/resume-request')
    expect(await town.sql`SELECT 1 FROM resume_requests WHERE customer_id = ${hana.id}`).toHaveLength(1)
    expect(await requestOf(sato, hana)).toMatchObject({ mayPropose: null, pending: null })

    const proposal = await proposesRelease(sato, hana)
    expect(await proposesRelease(mori, hana)).toBe('proposal-pending')
    expect(await decide(sato, proposal)).toBe('own-proposal')
    expect(await standingOf(hana)).toBe('self_stopped')
    expect(await decide(mori, proposal)).toBe('approved')

    expect(await hana.pays(stores[0], yen(100))).toMatchObject({ ok: true })
    await town.settles()
    expect(hana.chat.all().filter((text) => text.includes('お支払いを再開しました'))).toHaveLength(1)
    expect(await requestOf(sato, hana)).toBeUndefined()
  })

  test('an officer tied to the customer has no part in it', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const hana = await town.customer({ balance: yen(5_000) })
    await hana.post('/api/self-stop')
    await hana.post('/api/self-stop/resume-request')
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${mori.id}, ${hana.id})`

    expect(await proposesRelease(mori, hana)).toBe('conflict-of-interest')
    expect(await decide(mori, await proposesRelease(sato, hana))).toBe('conflict-of-interest')
  })

  test('the secretariat’s stop over a customer’s own, and back: the own stop is not forgotten, nor the other way round', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const suspected = await suspicion(town, stores)
    const { customer, caseId } = suspected
    await customer.post('/api/self-stop')
    await mustBe('ok', act(sato, caseId, 'freeze-provisionally', { reason: '確認のため' }))
    await confirmed(town, sato, suspected)
    await mustBe('approved', decide(mori, await act(sato, caseId, 'propose-freeze', { reason: '一致しない' })))
    expect((await customer.get('/api/me')).body).toMatchObject({ standing: 'frozen', selfStopped: true, stopped: { confirmed: true } })

    await mustBe('approved', decide(mori, await act(sato, caseId, 'propose-unfreeze', { reason: '確認が終わった' })))
    await town.settles()

    expect(await standingOf(customer)).toBe('self_stopped')
    expect(customer.chat.all().some((text) => text.includes('お支払いを再開しました'))).toBe(false)
    await mustBe('approved', decide(mori, await act(sato, caseId, 'propose-freeze', { reason: 'もう一度' })))
    await customer.post('/api/self-stop/resume-request')
    await mustBe('approved', decide(mori, await proposesRelease(sato, customer)))
    await town.settles()
    expect(await standingOf(customer)).toBe('frozen')
    expect(customer.chat.all().some((text) => text.includes('お支払いを再開しました'))).toBe(false)
    expect((await caseFileOf(sato, caseId)).timeline.map(({ kind }) => kind).filter((kind) => kind.startsWith('self_stop'))).toEqual(['self_stopped', 'self_stop_released'])
  })
})
