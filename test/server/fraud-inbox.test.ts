import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { keysOf } from '../../server/fraud/dossiers/dossiers.ts'
import type { Observation } from '../../server/fraud/observation.ts'
import { openTown, type Town } from '../support/town.ts'
import { brokenPromises } from './money-back-acts.ts'
import { asksFor, charges, paysRequest, showsCode } from './ways-to-pay/till-acts.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

const seenOf = async <Kind extends Observation['kind']>(kind: Kind, id: string) =>
  (await town.sql<{ body: Extract<Observation, { kind: Kind }> }>`
    SELECT body FROM observations WHERE kind = ${kind} AND ${id} IN (body ->> 'customerId', body ->> 'id', body ->> 'staffId', body ->> 'storeId') ORDER BY seq`).map(({ body }) => body)
const deviceOf = async (actorId: string) => (await town.sql<{ device: string }>`SELECT device_id AS device FROM sessions WHERE actor_id = ${actorId} ORDER BY created_at DESC LIMIT 1`)[0]?.device

describe('where a payment came from', () => {
  test('the payer’s address is that of the request behind the proxy, and this machine’s own is none', async () => {
    const [hana, bakery] = [await town.customer({ balance: yen(9_000) }), await town.store()]
    await hana.post('/api/payments', { storeCode: bakery.number, amount: '500' }, { 'idempotency-key': 'from-a-phone', 'x-forwarded-for': '203.0.113.7' })
    await hana.pays(bakery, yen(300))
    await town.settles()

    expect((await seenOf('payment', hana.id)).map(({ ip, terminalId, mode }) => [ip, terminalId, mode])).toEqual([['203.0.113.7', null, 'number'], [null, null, 'number']])
  })

  test('a payment request knows the till’s device and is one checkout', async () => {
    const [hana, bakery] = [await town.customer({ balance: yen(9_000) }), await town.store()]
    const { body } = await asksFor(bakery.owner, '700')
    expect((await paysRequest(hana, body.request.token)).status).toBe(201)
    await town.settles()

    expect(await seenOf('payment', hana.id)).toEqual([
      expect.objectContaining({ mode: 'request', terminalId: await deviceOf(bakery.owner.id), checkoutId: body.request.id, staffId: bakery.owner.id, deviceId: await deviceOf(hana.id) }),
    ])
  })

  test('a shown code was issued at its owner’s address, whoever reads it', async () => {
    const [hana, bakery] = [await town.customer({ balance: yen(9_000) }), await town.store()]
    await hana.pays(bakery, yen(100))
    const { body } = await hana.post<{ code: { digits: string } }>('/api/codes', undefined, { 'x-forwarded-for': '2001:db8:1:2:3:4:5:6' })
    expect((await charges(bakery.owner, body.code.digits, '200')).status).toBe(201)
    await town.settles()

    expect((await seenOf('payment', hana.id)).find(({ mode }) => mode === 'code')).toMatchObject({ ip: '2001:db8:1:2::/64', terminalId: await deviceOf(bakery.owner.id) })
  })
})

describe('what else is observed', () => {
  test('codes that are not accepted: used, over, unknown or no code at all', async () => {
    const [hana, bakery] = [await town.customer({ balance: yen(9_000) }), await town.store()]
    await hana.pays(bakery, yen(100))
    const { digits } = await showsCode(hana)
    await charges(bakery.owner, digits, '200')
    await charges(bakery.owner, digits, '200')
    const { digits: late } = await showsCode(hana)
    town.clock.forward({ seconds: 61 })
    await charges(bakery.owner, late, '200')
    await charges(bakery.owner, '000000000000', '200')
    await charges(bakery.owner, 'not a code', '200')
    await town.settles()

    expect((await seenOf('codeFailure', bakery.id)).map(({ reason, customerId }) => [reason, customerId])).toEqual([['reused', hana.id], ['expired', hana.id], ['unknown', null], ['unreadable', null]])
  })

  test('people, sessions and stores as they are on file: a telephone number is one fingerprint, however it is written', async () => {
    const bakery = await town.store({ ownerPhone: '090-1111-2222' })
    const hana = await town.customer({ phone: '09011112222', balance: yen(1_000) })
    await town.settles()

    const [owner] = await seenOf('staff', bakery.id)
    const [customer] = await seenOf('customer', hana.id)
    expect(customer?.phone).toMatch(/^[0-9a-f]{32}$/)
    expect(owner?.phone).toBe(customer?.phone)
    expect(await seenOf('store', bakery.id)).toEqual([expect.objectContaining({ code: bakery.code, opens: 600, closes: 1_140, open: true, mobile: false })])
    expect((await seenOf('session', hana.id)).map(({ deviceId }) => deviceId)).toContain(await deviceOf(hana.id))
    expect(await seenOf('topUp', hana.id)).toEqual([expect.objectContaining({ amount: 1_000, premium: 0, phone: customer?.phone })])
  })

  test('a store that stops is seen, and a change that nobody judges by is not', async () => {
    const bakery = await town.store()
    await town.sql`UPDATE stores SET poster_version = poster_version + 1 WHERE id = ${bakery.id}`
    await town.sql`UPDATE stores SET acceptance = 'stopped' WHERE id = ${bakery.id}`
    town.clock.forward({ minutes: 1 })
    await town.settles()

    expect((await seenOf('store', bakery.id)).map(({ open }) => open)).toEqual([true, false])
  })

  test('no telephone number and no LINE account is in the log, in a dossier, or can be tried out without the salt', async () => {
    const hana = await town.customer({ phone: '07012345678', balance: yen(1_000) })
    await town.settles()
    const plain = createHash('sha256').update('phone:07012345678').digest('hex').slice(0, 32)
    const [found] = await town.sql<{ n: string }>`
      SELECT count(*) AS n FROM (SELECT body::text AS text FROM observations UNION ALL SELECT dossier::text FROM dossiers UNION ALL SELECT key FROM dossiers) x
      WHERE text LIKE ${'%07012345678%'} OR text LIKE ${`%${hana.lineUserId}%`} OR text LIKE ${`%${plain}%`}`
    expect(found?.n).toBe('0')
  })
})

describe('who sees it', () => {
  test('nobody but jobs reads what is remembered of people, and nobody at all reads the salt or changes the log', async () => {
    const hana = await town.customer()
    const officer = { kind: 'officer', officerId: hana.id, role: 'chief' } as const
    const others = [{ kind: 'customer', customerId: hana.id }, { kind: 'door', door: 'sign-in' }] as const
    for (const scope of others) await expect(town.ctx.db.atomically(scope, (tx) => tx.dossierRow.count())).rejects.toThrow(/permission denied/)
    // How the rules behaved is no secret of a customer's: officers see that one dossier.
    expect(await town.ctx.db.atomically(officer, (tx) => tx.dossierRow.findMany({ select: { key: true } }))).toEqual([{ key: 'rules' }])
    for (const scope of [...others, officer]) {
      await expect(town.ctx.db.atomically(scope, (tx) => tx.observationRow.count())).rejects.toThrow(/permission denied/)
      await expect(town.ctx.db.atomically(scope, (tx) => tx.observed.count())).rejects.toThrow(/permission denied/)
    }
    const job = { kind: 'job', job: 'test' } as const
    expect(await town.ctx.db.atomically(job, (tx) => tx.dossierRow.count())).toBeGreaterThan(0)
    await expect(town.ctx.db.atomically(job, (tx) => tx.fingerprintSalt.count())).rejects.toThrow(/permission denied/)
    await expect(town.sql`UPDATE observations SET kind = 'x'`).rejects.toThrow(/append only/)
    await expect(town.sql`DELETE FROM rulebooks`).rejects.toThrow(/append only/)
  })

  test('every promise about screening holds', async () => {
    town.clock.forward({ minutes: 20 })
    await town.settles()
    expect(await brokenPromises(town)).toEqual([])
  })
})

test('the database brings exactly the dossiers that the engine opens', async () => {
  const id = fc.constantFrom('a', 'b', 'c')
  const maybe = fc.option(id)
  const body = fc.oneof(
    fc.record({ kind: fc.constant('payment'), id, customerId: id, storeId: id, phone: maybe, home: maybe, deviceId: maybe, ip: maybe }),
    fc.record({ kind: fc.constant('session'), customerId: maybe, staffId: maybe, storeIds: fc.array(id, { maxLength: 2 }), deviceId: id, ip: maybe }),
    fc.record({ kind: fc.constant('staff'), id, storeId: id, phone: maybe, deviceId: maybe }),
    fc.record({ kind: fc.constantFrom('store', 'customer'), id, phone: maybe, home: maybe }),
    fc.record({ kind: fc.constant('topUp'), id, customerId: id, phone: maybe, home: maybe, card: maybe }),
    fc.record({ kind: fc.constantFrom('codeFailure', 'report'), customerId: maybe, storeId: maybe, deviceId: maybe, ip: maybe }),
  )
  await fc.assert(fc.asyncProperty(body, async (one) => {
    const rows = await town.sql<{ key: string }>`SELECT DISTINCT key FROM dossier_keys(${JSON.stringify(one)}::jsonb) k (key)`
    expect(rows.map(({ key }) => key).sort()).toEqual([...new Set(keysOf(one as unknown as Observation))].sort())
  }), { numRuns: 60 })
})
