import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrderSeen } from '../../server/fraud/settings/contract.ts'
import { ordersInForce } from '../../server/fraud/settings/orders-in-force.ts'
import type { CustomerInTown } from '../support/customers.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide, type Refused } from './cases-acts.ts'
import { order, rule } from './rules-acts.ts'

let town: Town
let hana: CustomerInTown
let sato: OfficerInTown
let mori: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  hana = await town.customer()
  ;[sato, mori, auditor] = await town.officers('佐藤', '森', '監査 (auditor)')
})
afterAll(() => town.close())

const quietNow = async (subject: { kind: 'customer' | 'store'; id: string }, of = rule) => {
  const { quiet } = await town.ctx.db.atomically({ kind: 'job', job: 'test' }, ordersInForce)
  return quiet(of, subject, town.clock.now().getTime())
}
const watchedNow = async (id: string) => (await town.ctx.db.atomically({ kind: 'job', job: 'test' }, ordersInForce)).watched({ kind: 'customer', id }, town.clock.now().getTime())
const orders = async (officer: OfficerInTown): Promise<OrderSeen[]> => (await officer.get<{ items: OrderSeen[] }>('/api/secretariat/rule-orders')).body.items
const ends = async (officer: OfficerInTown, id: string): Promise<string> => {
  const { status, body } = await officer.post<Refused>(`/api/secretariat/rule-orders/${id}/end`, {})
  return status === 200 ? 'ended' : body.error.reason
}

describe('通知を休む・許可リスト・監視リスト', () => {
  test('one officer snoozes a rule for one customer, with a reason and for thirty days at most', async () => {
    expect(await order(sato, 'snooze', hana.code, { rule })).toBe('done')

    expect([await quietNow({ kind: 'customer', id: hana.id }), await quietNow({ kind: 'customer', id: hana.id }, 'velocity'), await quietNow({ kind: 'customer', id: mori.id })]).toEqual([true, false, false])
    const [seen] = await orders(mori)
    expect(seen).toMatchObject({ kind: 'snooze', subject: hana.code, by: '佐藤', reason: '家族の支払い', active: true, ruleName: { ja: '同時刻の複数決済' } })
    expect(await order(sato, 'snooze', hana.code, { days: 31 })).toBe('invalid-input')
    expect(await order(sato, 'snooze', 'C-0000-0000')).toBe('subject-not-found')
    expect(await order(sato, 'snooze', hana.code, { rule: 'no-such-rule' })).toBe('not-found')
    expect(await order(auditor, 'snooze', hana.code)).toBe('read-only-role')
    expect(await ends(mori, seen?.id ?? '')).toBe('ended')
    expect(await quietNow({ kind: 'customer', id: hana.id })).toBe(false)
    expect(await ends(mori, seen?.id ?? '')).toBe('order-ended')
  })

  test('an allow-list counts when a second officer has approved it', async () => {
    const store = await town.store()
    const [{ code } = { code: '' }] = await town.sql<{ code: string }>`SELECT code FROM stores WHERE id = ${store.id}`
    const proposal = await order(sato, 'allow', code, { subject: { kind: 'store', code }, days: 90 })
    expect(await quietNow({ kind: 'store', id: store.id })).toBe(false)

    expect(await decide(sato, proposal)).toBe('own-proposal')
    expect(await decide(mori, proposal)).toBe('approved')

    expect(await quietNow({ kind: 'store', id: store.id })).toBe(true)
    expect(await town.sql`SELECT kind::text, created_by::text AS by, approval_id IS NOT NULL AS agreed FROM rule_orders WHERE subject_id = ${store.id}`).toEqual([{ kind: 'allow', by: sato.id, agreed: true }])
    await expect(town.ctx.db.atomically({ kind: 'officer', officerId: sato.id, role: 'officer' }, (tx) =>
      tx.ruleOrder.create({ data: { kind: 'allow', subjectKind: 'store', subjectId: store.id, reason: 'x', createdAt: town.clock.now(), expiresAt: new Date(town.clock.now().getTime() + 1_000), createdBy: sato.id, approvalId: proposal } })),
    ).rejects.toThrow(/not allowed by two/)
  })

  test('a watch is ended by another officer than who ordered it', async () => {
    expect(await order(sato, 'watch', hana.code, { days: 60 })).toBe('done')
    expect(await watchedNow(hana.id)).toBe(true)
    const [watch] = (await orders(sato)).filter(({ kind, active }) => kind === 'watch' && active)

    expect(watch?.endDisabled).toMatchObject({ reason: 'own-watch' })
    expect(await ends(sato, watch?.id ?? '')).toBe('own-watch')
    expect(await ends(auditor, watch?.id ?? '')).toBe('read-only-role')
    expect(await ends(mori, watch?.id ?? '')).toBe('ended')
    expect(await watchedNow(hana.id)).toBe(false)
  })

  test('who is tied to a customer orders nothing about them and allows nothing', async () => {
    const friend = await town.customer()
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${mori.id}, ${friend.id})`

    expect(await order(mori, 'snooze', friend.code)).toBe('conflict-of-interest')
    expect(await decide(mori, await order(sato, 'allow', friend.code))).toBe('conflict-of-interest')
  })

  test('an order is never changed but for its end', async () => {
    await expect(town.sql`UPDATE rule_orders SET expires_at = expires_at + interval '1 day'`).rejects.toThrow(/append only/)
    await expect(town.sql`DELETE FROM rule_orders`).rejects.toThrow(/append only/)
  })
})
