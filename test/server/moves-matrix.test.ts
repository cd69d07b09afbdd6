import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseFile } from '../../server/cases/contract.ts'
import { dayOf, hoursAfter } from '../../server/core/time.ts'
import { expected, isHidden, moves, reasonOf, stages, stateOf, type MoveName, type Stage } from '../rules/cases/moves-expected.ts'
import type { OfficerInTown } from '../support/officers.ts'
import type { StoreInTown } from '../support/stores.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf, confirmed, decide, demanded, fortnightFrom, mustBe, suspicion, twoStores, type Suspicion } from './cases-acts.ts'

let town: Town
let stores: [StoreInTown, StoreInTown]
let sato: OfficerInTown
let mori: OfficerInTown
let colleague: OfficerInTown
let chief: OfficerInTown
let auditor: OfficerInTown
beforeAll(async () => {
  town = await openTown()
  stores = await twoStores(town)
  ;[sato, mori, colleague, chief, auditor] = await town.officers('佐藤', '森', '高橋', '中村 (chief)', '監査 (auditor)')
}, 60_000)
afterAll(() => town.close())

const repays = async ({ caseId }: Suspicion, amount: string) => {
  const [demand] = await town.sql<{ number: string }>`SELECT number FROM demands WHERE case_id = ${caseId}`
  await town.notify({ kind: 'repayment', reference: demand?.number ?? '', amount })
  await town.settles()
}
const proposeAndApprove = async ({ caseId }: Suspicion, name: string) => mustBe('approved', decide(mori, await act(sato, caseId, name, { reason: '理由' })))

/** How a case on the plain way comes to each state, one step after the other, through the doors that people use. */
const ways: Readonly<Record<Stage, (suspected: Suspicion) => Promise<void>>> = {
  opened: async () => undefined,
  checking_facts: async ({ caseId }) => mustBe('ok', act(sato, caseId, 'take')),
  undecided: async ({ caseId }) => mustBe('ok', act(sato, caseId, 'give-verdict', { verdict: 'undecided', reason: 'no_record', note: 'レシートが残っていない' })),
  cleared: async ({ caseId }) => mustBe('ok', act(sato, caseId, 'give-verdict', { verdict: 'cleared', reason: 'family' })),
  confirmed: (suspected) => confirmed(town, sato, suspected),
  frozen: async (suspected) => {
    await ways.confirmed(suspected)
    await proposeAndApprove(suspected, 'propose-freeze')
  },
  demanded: async (suspected) => {
    await demanded(town, [sato, mori], suspected)
  },
  repaying: async (suspected) => {
    await ways.demanded(suspected)
    await repays(suspected, '4000')
  },
  repaid: async (suspected) => {
    await ways.repaying(suspected)
    await repays(suspected, '5600')
  },
  written_off: async (suspected) => {
    await ways.demanded(suspected)
    for (const text of ['一度目', '二度目', '三度目']) await mustBe('ok', act(sato, suspected.caseId, 'contact', { how: 'phone', outcome: 'reached', text }))
    const body = { kind: 'waived', ground: '地方自治法施行令第171条の7', reason: '返済の見込みがない' }
    await mustBe('approved', decide(mori, await act(sato, suspected.caseId, 'propose-write-off', body)))
  },
  closed: async (suspected) => {
    await ways.cleared(suspected)
    await mustBe('ok', act(sato, suspected.caseId, 'close', { reason: '終了' }))
  },
}

const nobodys = '01a21f18-0000-7000-8000-000000000000'
/** A posting is of a letter: one that isn't there is not found, whatever the state. */
const ofSomethingElse: readonly MoveName[] = ['record-posting']

/** A body with which each move is taken when it is open. */
const bodies: Readonly<Record<MoveName, (file: CaseFile) => object>> = {
  take: () => ({}),
  'ask-store': ({ payments }) => ({ storeId: payments.find(({ concerned }) => concerned)?.storeId, paymentIds: payments.filter(({ concerned }) => concerned).slice(0, 1).map(({ id }) => id) }),
  'freeze-provisionally': () => ({ reason: '理由' }),
  'give-verdict': () => ({ verdict: 'cleared', reason: 'family' }),
  'open-linked-case': ({ payments }) => ({ customerId: payments[0]?.customerId, paymentIds: payments.map(({ id }) => id), reason: '理由' }),
  'propose-freeze': () => ({ reason: '理由' }),
  'propose-demand': () => ({ amount: '4800', dueOn: fortnightFrom(town.clock.now()), reason: '理由' }),
  'propose-unfreeze': () => ({ reason: '理由' }),
  'ask-customer': ({ payments }) => ({ paymentId: payments.find(({ concerned }) => concerned)?.id }),
  'propose-instalments': ({ demands }) => ({ demandId: demands[0]?.id ?? nobodys, times: 3, firstOn: fortnightFrom(town.clock.now()), reason: '理由' }),
  'decline-instalments': ({ demands }) => ({ demandId: demands[0]?.id ?? nobodys, instead: 'talk-first', reason: '理由' }),
  'propose-defer': ({ demands }) => ({ demandId: demands[0]?.id ?? nobodys, dueOn: dayOf(hoursAfter(town.clock.now(), 60 * 24)), reason: '理由' }),
  'print-letter': () => ({ postalCode: '9800001', addressLines: ['あおば市本町1-2-3'] }),
  'record-posting': () => ({ letterId: nobodys, postedOn: dayOf(town.clock.now()), method: 'ordinary' }),
  'propose-booking': () => ({ amount: '100', method: 'desk', reference: `窓口-${randomUUID()}`, receivedOn: dayOf(town.clock.now()), reason: '理由' }),
  'propose-return': ({ demands }) => ({ demandId: demands[0]?.id ?? nobodys, method: 'desk', reference: `返金-${randomUUID()}`, returnedOn: dayOf(town.clock.now()), reason: '理由' }),
  'propose-withdrawal': () => ({ reason: '理由' }),
  'propose-write-off': () => ({ kind: 'waived', ground: '根拠', reason: '理由' }),
  'report-to-police': () => ({ station: 'あおば警察署', reportedOn: dayOf(town.clock.now()) }),
  'note-limitation': () => ({ kind: 'acknowledged', happenedOn: dayOf(town.clock.now()), note: '残高確認書' }),
  close: () => ({ reason: '理由' }),
}

describe.each(stages)('a case in 「%s」', (stage) => {
  test('refuses each move with the reason that its screen shows, auditors and parties with theirs, and takes the others', { timeout: 120_000 }, async () => {
    const suspected = await suspicion(town, stores)
    const { caseId, customer } = suspected
    await ways[stage](suspected)
    const [party] = await town.officers('当人')
    await town.sql`UPDATE officers SET line_user_id = ${customer.lineUserId} WHERE id = ${party.id}`

    for (const [officer, whole] of [[colleague, null], [chief, null], [auditor, 'read-only-role'], [party, 'conflict-of-interest']] as const) {
      const file = await caseFileOf(officer, caseId)
      expect(file.state).toBe(stateOf(stage))
      const shown = new Map(file.moves.map(({ name, disabled }) => [name, disabled?.reason ?? 'open']))
      for (const name of moves) {
        const want = whole ?? expected[name][stage]
        if (!isHidden(expected[name][stage])) expect(`${name} ${shown.get(name) ?? 'missing'}`).toBe(`${name} ${want}`)
        // An open move would change the case: it is taken below.
        if (want !== 'open' && !ofSomethingElse.includes(name)) expect(`${name} ${await act(officer, caseId, name, bodies[name](file))}`).toBe(`${name} ${reasonOf(want)}`)
      }
    }
    expect(await caseFileOf(colleague, caseId)).toMatchObject({ state: stateOf(stage), approvals: (await caseFileOf(sato, caseId)).approvals })
    const [open] = moves.filter((name) => expected[name][stage] === 'open')
    if (open) expect(await act(colleague, caseId, open, bodies[open](await caseFileOf(colleague, caseId)))).toMatch(/^(ok|[0-9a-f-]{36})$/)
  })
})
