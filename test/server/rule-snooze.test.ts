import { afterAll, beforeAll, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import type { OrderSeen } from '../../server/fraud/settings/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, askAndAnswer, decide, mustBe, suspicion, type Suspicion } from './cases-acts.ts'
import { order, rule, ruleOf } from './rules-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let family: Suspicion
beforeAll(async () => {
  town = await openTown()
  ;[sato, mori] = await town.officers('佐藤', '森')
  family = await suspicion(town)
}, 180_000)
afterAll(() => town.close())

const orderOf = async (kind: OrderSeen['kind']) => (await sato.get<{ items: OrderSeen[] }>('/api/secretariat/rule-orders')).body.items.find((one) => one.kind === kind)
const alertsOf = () => town.sql`SELECT 1 FROM alerts WHERE subject_id = ${family.customer.id} AND rule = ${rule}`
const pushed = () => [sato, mori].map(({ chat }) => chat.all().filter((text) => text.includes('即時')).length)
/** The same family pays at two stores within a minute again. */
async function familyPays(): Promise<void> {
  town.clock.forward({ minutes: 10 })
  const { customer, bakery, electronics } = family
  const from = await customer.otherDevice()
  expect((await customer.pays(bakery, yen(300), { from })).ok).toBe(true)
  town.clock.forward({ seconds: 30 })
  expect((await customer.pays(electronics, yen(300), { from })).ok).toBe(true)
  await town.settles()
}

test('a verdict 「問題なし」 counts at once: the rule has judged one more, and its precision is another', { timeout: 60_000 }, async () => {
  expect((await ruleOf(sato))?.precision).toBeNull()
  await askAndAnswer(town, sato, family)

  await mustBe('ok', act(sato, family.caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' }))

  expect((await ruleOf(sato))?.precision).toMatchObject({ right: 0, judged: 1, low: 0 })
  await mustBe('ok', act(sato, family.caseId, 'close', { reason: '家族の買い物' }))
})

test('通知を休む for seven days: the next hit pushes nothing and makes no case, and is listed as kept quiet', { timeout: 60_000 }, async () => {
  await mustBe('done', order(sato, 'snooze', family.customer.code, { days: 7 }))
  const before = { alerts: await alertsOf(), pushed: pushed() }

  await familyPays()

  expect({ alerts: await alertsOf(), pushed: pushed() }).toEqual(before)
  expect(await town.sql`SELECT 1 FROM fraud_cases WHERE customer_id = ${family.customer.id} AND state <> 'closed'`).toEqual([])
  const listed = await orderOf('snooze')
  expect(listed).toMatchObject({ active: true, subject: family.customer.code, hits: { count: 1, latest: [{ ruleName: { ja: '同時刻の複数決済' } }] } })
  const [payment] = await town.sql<{ number: string }>`SELECT number FROM payments WHERE customer_id = ${family.customer.id} ORDER BY paid_at DESC LIMIT 1`
  expect(listed?.hits.latest[0]?.paymentNumber).toBe(payment?.number)
})

test('when it has ended the same alerts again, and what came after it is not counted to it', { timeout: 60_000 }, async () => {
  town.clock.forward({ days: 7 })
  ;[sato, mori] = await town.officers('佐藤', '森')
  const before = (await alertsOf()).length

  await familyPays()

  expect(await alertsOf()).toHaveLength(before + 1)
  expect(await orderOf('snooze')).toMatchObject({ active: false, hits: { count: 1 } })
})

test('longer than seven days is proposed to a second officer, counts from the approval, and the database knows too', { timeout: 60_000 }, async () => {
  const stranger = await town.customer()
  const proposal = await order(sato, 'snooze', stranger.code, { days: 8, rule })
  expect(await town.sql`SELECT 1 FROM rule_orders WHERE subject_id = ${stranger.id}`).toEqual([])
  expect((await sato.get<{ about: { ja: string }; kind: string }>(`/api/secretariat/approvals/${proposal}`)).body).toMatchObject({ kind: 'snooze_subject', about: { ja: `通知を休む：${stranger.code}` } })
  expect(await decide(sato, proposal)).toBe('own-proposal')

  town.clock.forward({ minutes: 2 })
  expect(await decide(mori, proposal)).toBe('approved')

  const [made] = await town.sql<{ days: number; by: string }>`SELECT extract(epoch FROM expires_at - created_at)::int / 86400 AS days, created_by::text AS by FROM rule_orders WHERE subject_id = ${stranger.id}`
  expect(made).toEqual({ days: 8, by: sato.id })
  const now = town.clock.now()
  const alone = { kind: 'snooze' as const, subjectKind: 'customer', subjectId: family.customer.id, reason: 'x', createdAt: now, expiresAt: new Date(now.getTime() + 7 * 86_400_000 + 1_000), createdBy: sato.id }
  await expect(town.ctx.db.atomically({ kind: 'officer', officerId: sato.id, role: 'officer' }, (tx) => tx.ruleOrder.create({ data: alone }))).rejects.toThrow(/not allowed by two/)
  await expect(town.sql`UPDATE quiet_hits SET rule = 'x'`).rejects.toThrow(/append only/)
})
