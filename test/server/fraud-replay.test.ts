import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildContext, type Context } from '../../server/context.ts'
import { secondsAfter } from '../../server/core/time.ts'
import { yen } from '../../server/core/yen.ts'
import { recorded } from '../../server/fraud/live/recorded.ts'
import { rebuildDossiers } from '../../server/fraud/live/rebuild-dossiers.ts'
import { screenPayments } from '../../server/fraud/live/screen-payments.ts'
import { sweepScreening } from '../../server/fraud/live/sweep.ts'
import { openTown, type Town } from '../support/town.ts'
import { caseFileOf, mustPay, suspicion, twoStores, act } from './cases-acts.ts'
import { dossiersNow } from './fraud-acts.ts'
import { paidAt, voids } from './money-back-acts.ts'
import { charges, showsCode } from './ways-to-pay/till-acts.ts'

let town: Town
let otherWorker: Context
beforeAll(async () => {
  town = await openTown()
  otherWorker = buildContext(town.ctx.config, { clock: town.clock, maxConnections: 4 })
})
afterAll(async () => {
  await otherWorker.db.close()
  await town.close()
})

async function replayIsLive(): Promise<void> {
  await sweepScreening(town.ctx)
  const { dossiers, different } = await rebuildDossiers(town.ctx)
  expect(different).toEqual([])
  expect(Object.fromEntries(dossiers)).toEqual(await dossiersNow(town))
}

describe('the recorded day', () => {
  test('judged again it says what was said live, and every kind of thing that happened is in it', { timeout: 120_000 }, async () => {
    const stores = await twoStores(town)
    const suspected = await suspicion(town, stores)
    const [officer] = await town.officers('佐藤')
    await act(officer, suspected.caseId, 'take')
    const file = await caseFileOf(officer, suspected.caseId)
    expect(file.payments.length).toBeGreaterThan(0)
    expect(await act(officer, suspected.caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })).toBe('ok')
    const hana = await town.customer({ balance: yen(20_000) })
    expect(await voids(stores[0].owner, (await paidAt(hana, stores[0], 700)).id)).toBe('voided')
    const { digits } = await showsCode(hana)
    await charges(stores[0].owner, digits, '300')
    await charges(stores[1].owner, '000000000000', '300')
    town.clock.forward({ minutes: 5 })
    await Promise.all([mustPay(hana, stores[0], 1_000), mustPay(suspected.customer, stores[1], 1_000)])
    await town.settles()

    await replayIsLive()
    const kinds = await town.sql<{ kind: string }>`SELECT DISTINCT kind FROM observations ORDER BY kind`
    expect(kinds.map(({ kind }) => kind)).toEqual(['codeFailure', 'customer', 'payment', 'programme', 'session', 'staff', 'store', 'topUp', 'verdict', 'void'])
  })

  test('is read in the order of judging, and only the span that was asked for', async () => {
    const now = town.clock.now()
    const seen: string[] = []
    for await (const observation of recorded(town.ctx, { from: secondsAfter(now, -60), to: secondsAfter(now, 1) })) {
      expect(observation.at).toBeGreaterThanOrEqual(now.getTime() - 60_000)
      seen.push(observation.kind)
    }
    const [counted] = await town.sql<{ n: string }>`SELECT count(*) AS n FROM observations WHERE at >= ${secondsAfter(now, -60)} AND at < ${secondsAfter(now, 1)}`
    expect(seen).toHaveLength(Number(counted?.n))
    expect(seen).toContain('payment')
  })
})

/** One thing that happens: to which of a few people, at which of a few stores, and when. */
const happening = fc.record({
  what: fc.constantFrom('pay', 'pay', 'pay', 'pay', 'void', 'session', 'topUp', 'failure', 'verdict', 'moves', 'closes'),
  who: fc.nat(3), where: fc.nat(2), seconds: fc.nat(600), amount: fc.integer({ min: 1, max: 30_000 }), device: fc.nat(2),
})
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never

const devices = [randomUUID(), randomUUID(), randomUUID()]

/** Writes the fact as the programme's verbs leave it; answers the payment when it is one. */
async function happens({ what, who, where, seconds, amount, device }: Happening, people: readonly string[], stores: readonly string[], paid: readonly string[]): Promise<string | null> {
  const at = secondsAfter(town.clock.now(), seconds - 700)
  const [customer, store, phone] = [people[who] ?? '', stores[where] ?? '', devices[device] ?? '']
  const payment = paid[amount % Math.max(1, paid.length)]
  switch (what) {
    case 'pay': {
      const id = randomUUID()
      const number = `${String(Date.now())}${String(Math.floor(performance.now() * 1e4) % 1e9)}`.slice(0, 24)
      await town.sql`INSERT INTO payments (id, number, customer_id, store_id, amount, mode, balance_after, paid_at, paid_on, match_number, match_round, device_id, ip)
        VALUES (${id}, ${number}, ${customer}, ${store}, ${amount}, 'poster', 0, ${at}, ${at}, ${number.slice(-4)}, ${Math.floor(Math.random() * 32_000)}, ${phone}, '203.0.113.7')`
      return id
    }
    case 'void': {
      if (payment === undefined) return null
      await town.sql`UPDATE payments SET state = 'voided', refunded_total = amount WHERE id = ${payment}`
      await town.sql`INSERT INTO refunds (payment_id, customer_id, store_id, amount, kind, reason, staff_id, returned_at, balance_after)
        SELECT id, customer_id, store_id, amount, 'void', 'mistyped', ${phone}, ${at}, 0 FROM payments p WHERE id = ${payment} AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.payment_id = p.id)`
      return null
    }
    case 'session': {
      await town.sql`INSERT INTO sessions (hash, line_user_id, actor_kind, actor_id, device_id, user_agent, ip, created_at, idle_until, absolute_until)
        VALUES (${Buffer.from(randomUUID())}, 'U', 'customer', ${customer}, ${phone}, '', '203.0.113.7', ${at}, ${at}, ${at})`
      return null
    }
    case 'topUp': {
      await town.sql`INSERT INTO top_ups (customer_id, amount, premium, state, provider, psp_ref, paid_at) VALUES (${customer}, ${amount}, 0, 'paid', 'test', ${randomUUID()}, ${at})`
      return null
    }
    case 'failure': {
      await town.sql`INSERT INTO observed (at, body) VALUES (${at}, jsonb_build_object('kind', 'codeFailure', 'customerId', ${customer}::text, 'storeId', ${store}::text, 'deviceId', ${phone}::text, 'ip', NULL, 'reason', 'unknown'))`
      return null
    }
    case 'verdict': {
      if (payment === undefined) return null
      await town.sql`INSERT INTO observed (at, body) SELECT ${at}, jsonb_build_object('kind', 'verdict', 'paymentId', id, 'customerId', customer_id, 'storeId', store_id, 'paidAt', milliseconds_of(paid_at), 'outcome', 'fraud') FROM payments WHERE id = ${payment}`
      return null
    }
    case 'moves': {
      await town.sql`UPDATE customers SET phone = ${`070${String(amount).padStart(8, '0')}${who}`} WHERE id = ${customer}`
      return null
    }
    case 'closes': {
      await town.sql`UPDATE stores SET acceptance = CASE acceptance WHEN 'open' THEN 'stopped'::"Acceptance" ELSE 'open' END WHERE id = ${store}`
      return null
    }
  }
}

describe('whatever happens, in whatever order it is looked at', () => {
  test('the log explains every judgement and every dossier', { timeout: 240_000 }, async () => {
    const people = await Promise.all([0, 1, 2, 3].map(() => town.customer().then(({ id }) => id)))
    const stores = await Promise.all([38.1, 38.2, 38.3].map((latitude) => town.store({ latitude }).then(({ id }) => id)))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ happening, looks: fc.constantFrom('nobody', 'nobody', 'nobody', 'one', 'backwards', 'both') }), { minLength: 5, maxLength: 30 }), async (history) => {
        const paid: string[] = []
        let waiting: string[] = []
        for (const { happening: one, looks } of history) {
          const made = await happens(one, people, stores, paid)
          if (made !== null) [paid, waiting].forEach((list) => list.push(made))
          if (looks === 'one') await screenPayments(town.ctx, waiting.splice(0, 1))
          if (looks === 'backwards') for (const id of waiting.splice(0).reverse()) await screenPayments(otherWorker, [id])
          if (looks === 'both') await Promise.all([screenPayments(town.ctx, waiting), screenPayments(otherWorker, waiting)])
          if (looks === 'both') waiting = []
        }
        await screenPayments(town.ctx, waiting)
        await replayIsLive()
      }),
      { numRuns: 6, endOnFailure: true },
    )
    const [unscreened] = await town.sql<{ n: string }>`SELECT count(*) AS n FROM payments p WHERE NOT EXISTS (SELECT 1 FROM screenings s WHERE s.payment_id = p.id)`
    expect(unscreened?.n).toBe('0')
  })
})
