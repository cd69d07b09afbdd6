import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import type { FunctionList } from '../../server/secretariat/functions/contract.ts'
import type { Me } from '../../server/sign-in/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { decide, type Refused } from './cases-acts.ts'
import { voids } from './money-back-acts.ts'

let town: Town
let store: StoreInTown
let sato: OfficerInTown
let mori: OfficerInTown
let chief: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  store = await town.store()
  ;[sato, mori, chief, auditor] = await town.officers('佐藤', '森', '中村 (chief)', '監査 (auditor)')
})
afterAll(() => town.close())

const stop = async (officer: OfficerInTown, name: string, expectedUntil?: string): Promise<string> => {
  const { status, body } = await officer.post<Refused & FunctionList>(`/api/secretariat/functions/${name}/stop`, { reason: '障害の確認のため', ...(expectedUntil ? { expectedUntil } : {}) })
  return status === 200 ? 'stopped' : body.error.reason
}
const proposeResume = async (officer: OfficerInTown, name: string): Promise<string> => {
  const { status, body } = await officer.post<Refused & { approval: { id: string } }>(`/api/secretariat/functions/${name}/propose-resume`, { reason: '原因が分かった' })
  return status === 201 ? body.approval.id : body.error.reason
}
const functionOf = async (officer: OfficerInTown, name: string) => (await officer.get<FunctionList>('/api/secretariat/functions')).body.items.find((one) => one.function === name)
const resumed = async (name: string) => expect(await decide(chief, await proposeResume(sato, name))).toBe('approved')

describe('停止スイッチ', () => {
  test('one officer stops payments: the very next one is refused, everybody sees it, and two officers with a chief let them run again', async () => {
    const hana = await town.customer({ balance: yen(5_000) })
    expect((await hana.pays(store, yen(100))).ok).toBe(true)

    expect(await stop(sato, 'pay', '2026-11-23T15:00:00+09:00')).toBe('invalid-input')
    expect(await stop(sato, 'pay', '2026-11-23T06:00:00.000Z')).toBe('stopped')

    expect(await hana.pays(store, yen(100))).toMatchObject({ reason: 'programme-stopped' })
    const told = [{ function: 'pay', expectedUntil: '2026-11-23T06:00:00.000Z' }]
    expect((await hana.get<Extract<Me, { role: 'customer' }>>('/api/me')).body.stops).toEqual(told)
    expect((await store.owner.get<Extract<Me, { role: 'staff' }>>('/api/me')).body.stops).toEqual(told)
    await town.settles()
    for (const officer of [sato, mori, chief]) expect(officer.chat.last()).toContain('支払いを止めました')
    expect(auditor.chat.all().join()).not.toContain('止めました')
    expect(await functionOf(mori, 'pay')).toMatchObject({ stop: { by: '佐藤', reason: '障害の確認のため' }, resumeDisabled: null })

    const proposal = await proposeResume(sato, 'pay')
    expect(await functionOf(sato, 'pay')).toMatchObject({ pending: { id: proposal }, resumeDisabled: { reason: 'proposal-pending' } })
    expect(await decide(sato, proposal)).toBe('own-proposal')
    expect(await decide(mori, proposal)).toBe('chief-needed')
    expect(await decide(auditor, proposal)).toBe('read-only-role')
    expect(await hana.pays(store, yen(100))).toMatchObject({ reason: 'programme-stopped' })
    expect(await decide(chief, proposal)).toBe('approved')
    expect((await hana.pays(store, yen(100))).ok).toBe(true)
    await town.settles()
    expect(sato.chat.last()).toContain('支払いを再開しました')
    expect(await town.sql`SELECT action FROM audit_entries WHERE object_kind = 'function' AND object_id = 'pay' ORDER BY recorded_at, id`).toEqual([{ action: 'function.stop' }, { action: 'function.resume' }])
  })

  test('what a chief proposes, any other officer approves', async () => {
    await stop(sato, 'payout')

    expect(await decide(mori, await proposeResume(chief, 'payout'))).toBe('approved')

    expect((await functionOf(mori, 'payout'))?.stop).toBeNull()
  })

  test('the second officer learns who was first; one’s own second press changes nothing', async () => {
    expect(await stop(sato, 'broadcast')).toBe('stopped')
    expect(await stop(sato, 'broadcast')).toBe('stopped')

    expect(await stop(mori, 'broadcast')).toBe('function-stopped')

    expect(await town.sql`SELECT 1 FROM audit_entries WHERE object_id = 'broadcast' AND action = 'function.stop'`).toHaveLength(1)
    await resumed('broadcast')
    expect(await proposeResume(sato, 'broadcast')).toBe('function-running')
  })

  test('two officers who stop at the same moment: one did it, the other is told', async () => {
    expect((await Promise.all([stop(sato, 'top_up'), stop(mori, 'top_up')])).sort()).toEqual(['function-stopped', 'stopped'])
    await resumed('top_up')
  })

  test('auditors stop nothing and propose nothing', async () => {
    expect(await stop(auditor, 'pay')).toBe('read-only-role')
    expect(await proposeResume(auditor, 'pay')).toBe('read-only-role')
    expect(await functionOf(auditor, 'pay')).toMatchObject({ stopDisabled: { reason: 'read-only-role' } })
  })

  test('while registration is stopped nobody becomes a customer', async () => {
    await stop(sato, 'register')

    await expect(town.customer()).rejects.toThrow(/programme-stopped/)

    await resumed('register')
    expect((await town.customer()).code).toMatch(/^C-/)
  })

  test('payments on their way when the switch is pressed are either whole or refused, and none comes after', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => town.customer({ balance: yen(1_000) })))
    const before = people.map((person) => person.pays(store, yen(100)))

    const [stopped, ...answers] = await Promise.all([stop(sato, 'pay'), ...before])
    const after = await Promise.all(people.map((person) => person.pays(store, yen(100))))

    expect(stopped).toBe('stopped')
    expect(answers.every((answer) => answer.ok || answer.reason === 'programme-stopped')).toBe(true)
    expect(after.map((answer) => !answer.ok && answer.reason)).toEqual(people.map(() => 'programme-stopped'))
    await resumed('pay')
  })

  test('money still goes back while payments are stopped', async () => {
    const hana = await town.customer({ balance: yen(1_000) })
    const paid = await hana.pays(store, yen(500))
    await stop(sato, 'pay')

    expect(await voids(store.owner, paid.ok ? paid.value.id : '')).toBe('voided')
    await resumed('pay')
  })

  test('the database lets nothing run again without a chief, and nobody stop in another’s name', async () => {
    await stop(sato, 'code_pay')
    const proposal = await proposeResume(sato, 'code_pay')
    await town.sql`UPDATE approvals SET state = 'approved', decided_by = ${mori.id}, decided_at = now(), decision_reason = 'x' WHERE id = ${proposal}`
    const asOfficer = (officer: OfficerInTown, statement: 'resume' | 'stop') =>
      town.ctx.db.atomically({ kind: 'officer', officerId: officer.id, role: 'officer' }, (tx) =>
        statement === 'resume'
          ? tx.$queryRaw`SELECT resume_function(${proposal}::uuid)`
          : tx.functionStop.create({ data: { function: 'payout', stoppedAt: town.clock.now(), stoppedBy: sato.id, reason: 'x' } }))

    await expect(asOfficer(mori, 'resume')).rejects.toThrow(/no chief agreed/)
    await expect(asOfficer(sato, 'resume')).rejects.toThrow(/not approved by this officer/)
    await expect(asOfficer(mori, 'stop')).rejects.toThrow(/somebody else/)
    await resumed('code_pay')
  })
})
