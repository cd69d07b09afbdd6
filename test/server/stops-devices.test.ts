import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refused } from '../../server/core/refusal.ts'
import { yen } from '../../server/core/yen.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, decide, mustBe, suspicion, twoStores } from './cases-acts.ts'
import { proposesLift, proposesStop, stops, targetOf } from './stops-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
beforeAll(async () => {
  town = await openTown({ maxConnections: 12 })
  stores = await twoStores(town)
})
afterAll(() => town.close())

/** From the payments to a stop and back: on a busy machine it takes longer than one request's test may. */
const timeout = 120_000
describe('端末・LINEアカウント', { timeout }, () => {
  test('a stopped device is signed out, and pays no more after signing in again; the person’s other phone does', async () => {
    const [sato] = await town.officers('佐藤')
    const { customer, caseId } = await suspicion(town, stores)
    const other = await customer.otherDevice()
    const { targetId } = await targetOf(sato, caseId, 'device')

    expect(await stops(sato, caseId, 'device', targetId)).toBe('ok')

    expect((await customer.get('/api/me')).status).toBe(401)
    const signedIn = await customer.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(customer.lineUserId) })
    expect(signedIn.status).toBe(200)
    expect(await customer.pays(stores[0], yen(100))).toEqual(refused('device-stopped'))
    expect((await customer.post<{ error: { reason: string } }>('/api/codes')).body.error.reason).toBe('device-stopped')
    expect((await customer.post<{ error: { reason: string; message: string } }>('/api/payments/preview', { storeCode: stores[0].number, amount: '100' })).body.error.message).toBe('この端末からの支払いを止めています。')
    expect((await customer.get('/api/payments')).status).toBe(200)
    expect(await customer.pays(stores[0], yen(100), { from: other })).toMatchObject({ ok: true })
  })

  test('a code that was shown before its device was stopped pays nothing, and the store doesn’t learn why', async () => {
    const [sato] = await town.officers('佐藤')
    const { customer, caseId, bakery } = await suspicion(town, stores)
    const code = (await customer.post<{ code: { digits: string } }>('/api/codes')).body.code.digits
    await stops(sato, caseId, 'device', (await targetOf(sato, caseId, 'device')).targetId)

    const charged = await bakery.owner.post<{ error: { reason: string } }>('/api/store/code-payments', { code, amount: '300' }, { 'idempotency-key': 'key-of-the-shown-code' })

    expect(charged.body.error.reason).toBe('code-not-accepted')
  })

  test('a stopped LINE account pays from no phone, until two officers let it go on', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const { customer, caseId } = await suspicion(town, stores)
    await mustBe('ok', stops(sato, caseId, 'line_account', customer.id))
    await mustBe('approved', decide(mori, await proposesStop(sato, caseId, 'line_account', customer.id)))
    const phone = await customer.otherDevice()
    expect(await customer.pays(stores[0], yen(100), { from: phone })).toEqual(refused('device-stopped'))

    town.clock.forward({ hours: 25 })
    await town.settles()
    expect(await customer.pays(stores[0], yen(100), { from: await customer.otherDevice() })).toEqual(refused('device-stopped'))
    const [sato2, mori2] = await town.officers('佐藤2', '森2')
    await mustBe('approved', decide(mori2, await proposesLift(sato2, caseId, 'line_account', customer.id)))

    expect(await customer.pays(stores[0], yen(100), { from: await customer.otherDevice() })).toMatchObject({ ok: true })
    const file = await caseFileOf(sato2, caseId)
    expect(file.timeline.map(({ kind }) => kind).filter((kind) => kind.startsWith('stop_'))).toEqual(['stop_begun', 'stop_confirmed', 'stop_lifted'])
  })

  test('two officers who stop one device at the same moment make one stop', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const { caseId } = await suspicion(town, stores)
    const { targetId } = await targetOf(sato, caseId, 'device')

    const answers = await Promise.all([stops(sato, caseId, 'device', targetId), stops(mori, caseId, 'device', targetId)])

    expect(answers.sort()).toEqual(['already-stopped', 'ok'])
  })

  test('what is none of the case’s cannot be stopped in it, nor by an auditor or an officer tied to the customer', async () => {
    const [sato, auditor] = await town.officers('佐藤', '監査 (auditor)')
    const { customer, caseId } = await suspicion(town, stores)
    const stranger = await town.store()
    const { targetId } = await targetOf(sato, caseId, 'device')

    expect(await stops(sato, caseId, 'acceptance', stranger.id)).toBe('not-found')
    expect(await stops(auditor, caseId, 'device', targetId)).toBe('read-only-role')
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${sato.id}, ${customer.id})`
    expect(await stops(sato, caseId, 'device', targetId)).toBe('conflict-of-interest')
  })

  test('a stop of another case is lifted there', async () => {
    const [sato, mori] = await town.officers('佐藤', '森')
    const first = await suspicion(town, stores)
    const second = await suspicion(town, stores)
    await mustBe('ok', stops(sato, first.caseId, 'acceptance', stores[0].id))

    const { mayLift, mayStop } = await targetOf(mori, second.caseId, 'acceptance', stores[0].id)

    expect([mayStop?.reason, mayLift?.reason]).toEqual(['already-stopped', 'stopped-by-other-case'])
    expect(await proposesLift(mori, second.caseId, 'acceptance', stores[0].id)).toBe('stopped-by-other-case')
    await mustBe('approved', decide(mori, await proposesLift(sato, first.caseId, 'acceptance', stores[0].id)))
    expect(await act(sato, first.caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })).toBe('ok')
  })
})
