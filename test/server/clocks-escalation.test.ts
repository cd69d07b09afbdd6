import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailCase } from '../../server/cases/messages/tell-officers-of-clocks.ts'
import { openMailbox, type Mailbox } from '../support/mailbox.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { caseFileOf, suspicion, twoStores } from './cases-acts.ts'

let town: Town
let mailbox: Mailbox
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let mori: OfficerInTown
beforeAll(async () => {
  mailbox = await openMailbox()
  town = await openTown({ settings: { SMTP_URL: mailbox.url } })
  stores = await twoStores(town)
  ;[sato, mori] = await town.officers('佐藤', '森')
  await town.sql`UPDATE officers SET duty_order = 1, mail = 'sato@office.example' WHERE id = ${sato.id}`
  await town.sql`UPDATE officers SET duty_order = 2, mail = 'mori@office.example' WHERE id = ${mori.id}`
})
afterAll(async () => {
  await town.close()
  await mailbox.close()
})

/** Somebody whose session hasn't ended meanwhile, and whom nobody calls. */
const reader = async (): Promise<OfficerInTown> => (await town.officers('監査 (auditor)'))[0]
const calls = (officer: OfficerInTown, number: string): number => officer.chat.all().filter((text) => text.includes(`即時・${number}`)).length
/** Sweeps run every minute, also when nothing is due, and here twice each time. */
const laterBy = async (minutes: number): Promise<void> => {
  town.clock.forward({ minutes })
  await town.settles()
  await town.settles()
}
const stepsOf = (caseId: string) => town.sql<{ step: number; officer_id: string | null }>`SELECT step, officer_id FROM case_escalations WHERE case_id = ${caseId} ORDER BY step`

describe('an immediate case that nobody takes', () => {
  // Five quarters of an hour, each swept four times: on a busy machine longer than one request's test may take.
  test('is called to all on duty, then passed on one by one, then mailed once, with its number and urgency only', { timeout: 120_000 }, async () => {
    const { caseId } = await suspicion(town, stores)
    const { number } = await caseFileOf(await reader(), caseId)

    await laterBy(14)
    expect([calls(sato, number), calls(mori, number)]).toEqual([1, 1])
    await laterBy(1)
    expect([calls(sato, number), calls(mori, number)]).toEqual([2, 2])
    expect(sato.chat.last()).toContain('まだ担当がいません')
    await laterBy(15)
    expect([calls(sato, number), calls(mori, number)]).toEqual([3, 2])
    expect(sato.chat.last()).toContain('あなたへ引き継ぎます')
    await laterBy(15)
    expect([calls(sato, number), calls(mori, number)]).toEqual([3, 3])
    expect(mailbox.letters).toHaveLength(0)
    await laterBy(15)
    await laterBy(60)

    expect([calls(sato, number), calls(mori, number)]).toEqual([3, 3])
    expect(await stepsOf(caseId)).toEqual([{ step: 1, officer_id: sato.id }, { step: 2, officer_id: mori.id }, { step: 3, officer_id: null }])
    expect(mailbox.letters.map(({ to }) => to)).toEqual([['sato@office.example', 'mori@office.example']])
    const [head = '', body = ''] = mailbox.letters[0]?.text.split('\r\n\r\n') ?? []
    expect(head).not.toContain('office.example')
    const says = Buffer.from(body, 'base64').toString('utf8')
    expect(says).toContain(`即時の案件 ${number} に、まだ担当がいません。`)
    expect(says).not.toMatch(/山田|花子|C-|S-|[0-9]{4},|¥/)
    const file = await caseFileOf(await reader(), caseId)
    expect(file.pinned).toBe('担当または次の行動日がありません')
    expect(file.timeline.filter(({ kind }) => kind === 'escalated' || kind === 'overdue')).toHaveLength(4)
    await sato.chat.taps(`act=take&case=${caseId}`)
    expect(await caseFileOf(await reader(), caseId)).toMatchObject({ pinned: null, clocks: [{ kind: 'verdict' }] })
  })

  test('is passed on to nobody any more once somebody has it', async () => {
    const { caseId } = await suspicion(town, stores)
    await laterBy(15)
    await mori.chat.taps(`act=take&case=${caseId}`)
    await laterBy(30)

    expect(await stepsOf(caseId)).toEqual([])
  })

  test('is not passed on to whoever is absent, off duty or connected to it', async () => {
    const [absent, off, tied] = await town.officers('不在', '非番', '関係者')
    await town.sql`UPDATE officers SET absent_from = '2026-11-20', absent_until = '2026-12-31' WHERE id = ${absent.id}`
    await town.sql`UPDATE officers SET on_duty = false WHERE id = ${off.id}`
    await town.sql`INSERT INTO officer_ties (officer_id, store_id) VALUES (${tied.id}, ${stores[0].id})`

    const { caseId } = await suspicion(town, stores)
    for (let quarters = 0; quarters < 5; quarters += 1) await laterBy(15)

    expect((await stepsOf(caseId)).map(({ officer_id: id }) => id)).toEqual([sato.id, mori.id, null])
    for (const officer of [absent, off, tied]) expect(officer.chat.all().filter((text) => text.includes('即時・'))).toEqual([])
  })

  test('waits for the morning', async () => {
    town.clock.goTo('2026-11-24T21:40:00+09:00')
    const { caseId } = await suspicion(town, stores)
    await laterBy(15)
    await laterBy(15)
    expect(await stepsOf(caseId)).toEqual([])

    town.clock.goTo('2026-11-25T08:39:00+09:00')
    await town.settles()
    expect(await stepsOf(caseId)).toEqual([])
    await laterBy(2)
    expect(await stepsOf(caseId)).toEqual([{ step: 1, officer_id: sato.id }])
  })

  test('goes to the mail again under the same number when the mail server failed', async () => {
    const { caseId } = await suspicion(town, stores)
    const before = mailbox.letters.length

    await mailCase(town.ctx, caseId)
    await mailCase(town.ctx, caseId)

    const ids = mailbox.letters.slice(before).map(({ text }) => /^Message-ID: (.*)$/im.exec(text)?.[1])
    expect(ids).toEqual([`<case-${caseId}@mimamori.localhost>`, `<case-${caseId}@mimamori.localhost>`])
  })
})
