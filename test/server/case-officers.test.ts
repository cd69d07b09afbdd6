import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OfficerList } from '../../server/secretariat/officers/contract.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, askAndAnswer, suspicion, twoStores, type Refused } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let mori: OfficerInTown
let ito: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, mori, ito, auditor] = await town.officers('佐藤', '森', '伊藤 (chief)', '監査 (auditor)')
})
afterAll(() => town.close())

const change = async (by: OfficerInTown, of: OfficerInTown, what: 'presence' | 'details', body: unknown): Promise<string> => {
  const { status, body: answer } = await by.post<Refused & OfficerList>(`/api/secretariat/officers/${of.id}/${what}`, body)
  return status === 200 ? 'ok' : answer.error.reason
}
const seenBy = async (by: OfficerInTown, of: OfficerInTown) => (await by.get<OfficerList>('/api/secretariat/officers')).body.items.find(({ id }) => id === of.id)
const here = { onDuty: true, absence: null }
const away = { onDuty: true, absence: { from: '2026-11-23', until: '2026-11-27' } }
const details = { mail: 'sato@office.example', dutyOrder: 3, trainedOn: '2026-04-10' }

describe('who is there', () => {
  test('everybody says when they are away themselves, a chief for anybody, and nobody else', async () => {
    expect(await change(sato, sato, 'presence', away)).toBe('ok')
    expect(await seenBy(sato, sato)).toMatchObject({ absence: away.absence, absentNow: true })
    expect(await change(ito, sato, 'presence', here)).toBe('ok')
    expect(await seenBy(sato, sato)).toMatchObject({ absence: null, absentNow: false })

    expect(await change(sato, mori, 'presence', away)).toBe('chiefs-only')
    expect(await change(auditor, sato, 'presence', away)).toBe('read-only-role')
    const [entry] = await town.sql<{ details: object }>`SELECT details FROM audit_entries WHERE action = 'officer.set-presence' AND actor_id = ${ito.id}`
    expect(entry?.details).toEqual({ onDuty: true, from: null, until: null })
  })

  test.each([
    ['that ends before it begins', { from: '2026-11-27', until: '2026-11-24' }],
    ['that is over', { from: '2026-11-02', until: '2026-11-20' }],
    ['of years', { from: '2026-11-23', until: '2028-11-23' }],
    ['on a day that there is not', { from: '2026-11-31', until: '2026-12-01' }],
  ])('an absence %s is refused', async (_which, absence) => {
    expect(await change(sato, sato, 'presence', { onDuty: true, absence })).toBe('invalid-input')
  })

  test('only a chief changes the roster, the address and the training, also by the database', async () => {
    expect(await change(sato, sato, 'details', details)).toBe('chiefs-only')
    expect(await change(ito, sato, 'details', { ...details, mail: 'nobody' })).toBe('invalid-input')
    expect(await change(ito, sato, 'details', details)).toBe('ok')

    expect(await seenBy(ito, sato)).toMatchObject({ ...details, trainingOverdue: false })
    expect(await seenBy(mori, sato)).toMatchObject({ mail: null, mayChange: { presence: false, details: false } })
    expect(await seenBy(ito, mori)).toMatchObject({ trainedOn: null, trainingOverdue: true, mayChange: { presence: true, details: true } })
    const asSato = (write: { onDuty: boolean } | { dutyOrder: number }, id: string) =>
      town.ctx.db.atomically({ kind: 'officer', officerId: sato.id, role: 'officer' }, (tx) => tx.officer.updateMany({ where: { id }, data: write }))
    await expect(asSato({ onDuty: false }, mori.id)).rejects.toThrow(/only a chief/)
    await expect(asSato({ dutyOrder: 1 }, sato.id)).rejects.toThrow(/only a chief/)
  })
})

describe('alerts and answers go to who is there', () => {
  test('nobody who is absent or off duty is called about an alert', async () => {
    await change(ito, mori, 'presence', away)
    await change(ito, ito, 'presence', { ...here, onDuty: false })
    const before = [sato, mori, ito].map((officer) => officer.chat.all().length)

    await suspicion(town, stores)

    const after = [sato, mori, ito].map((officer) => officer.chat.all().length)
    expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([1, 0, 0])
    await change(ito, mori, 'presence', here)
    await change(ito, ito, 'presence', here)
  })

  test('the store’s answer for an absent officer is told to the next one', async () => {
    const [owner] = await town.officers('小林')
    const suspected = await suspicion(town, stores)
    await act(owner, suspected.caseId, 'take')
    await change(owner, owner, 'presence', away)
    const before = owner.chat.all().length

    await askAndAnswer(town, owner, suspected)

    expect(owner.chat.all()).toHaveLength(before)
    expect([sato, mori, ito].filter((officer) => officer.chat.all().join().includes('事実確認の回答'))).toHaveLength(1)
  })
})
