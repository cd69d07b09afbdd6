import { afterAll, beforeAll, expect, test } from 'vitest'
import { casePaper } from '../../server/cases/chain/case-paper.ts'
import { readRecord } from '../../server/cases/chain/read-record.ts'
import { sealCases } from '../../server/cases/chain/seal-cases.ts'
import { officerNames } from '../../server/cases/file/case-file.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { textsIn } from '../support/person.ts'
import { openTown, type Town } from '../support/town.ts'
import { caseFileOf, demanded, suspicion, type Suspicion } from './cases-acts.ts'

let town: Town
let sato: OfficerInTown
let mori: OfficerInTown
let suspected: Suspicion
beforeAll(async () => {
  town = await openTown()
  ;[sato, mori] = await town.officers('佐藤', '森')
  suspected = await suspicion(town)
  const { number } = await demanded(town, [sato, mori], suspected)
  await town.notify({ kind: 'repayment', reference: number, amount: '4000' })
  await town.settles()
}, 60_000)
afterAll(() => town.close())

const printed = (officer: OfficerInTown, query: string) =>
  town.app.inject({ url: `/api/secretariat/cases/${suspected.caseId}/record.pdf${query}`, headers: { cookie: officer.cookies(), 'sec-fetch-site': 'same-origin' } })

test('is a PDF of several A4 pages under the case’s number, and the audit log keeps who printed it and what for', async () => {
  const answer = await printed(sato, '?purpose=police')

  expect(answer.statusCode).toBe(200)
  const { number } = await caseFileOf(sato, suspected.caseId)
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(`案件記録_${number}.pdf`)
  expect((answer.rawPayload.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThanOrEqual(2)
  expect(await town.sql`SELECT purpose, actor_id FROM audit_entries WHERE action = 'case.print'`).toEqual([{ purpose: 'police', actor_id: sato.id }])
})

test('holds the evidence, payments, answers, stops, money, both persons of each decision and the sealed timeline; no name of anybody who paid', async () => {
  await sealCases(town.ctx)
  const file = await caseFileOf(sato, suspected.caseId)
  const record = await town.ctx.db.atomically({ kind: 'officer', officerId: sato.id, role: 'officer' }, async (tx) => readRecord(tx, suspected.caseId, await officerNames(tx)))
  const verification = { intact: true, events: record.events.length, unsealed: 0, brokenAt: null, checkedAt: town.clock.now().toISOString() }
  const paper = casePaper({ file, record, verification, printer: '佐藤', purpose: 'police', now: town.clock.now() })
  const text = textsIn(paper.content).join('\n')

  expect(paper.foot).toMatch(/佐藤 印刷（目的：警察への相談）$/)
  for (const words of ['38秒の間に', '¥4,800', '記録なし', '凍結', '佐藤・森', 'R-2026-', '¥4,000', '凍結の確定', '返済の請求', '内容を確認した', '店舗の記録と一致しない']) expect(text).toContain(words)
  expect(text).toMatch(/時系列の検証：正常（\d\d:\d\d、\d+件）/)
  expect(record.events.every(({ place, hash }, at) => place === at + 1 && hash.length === 64)).toBe(true)
  expect(text).toContain(record.events[0]?.hash.slice(0, 12))
  for (const name of ['山田', '花子', 'ヤマダ', suspected.customer.lineUserId]) expect(text.replace(file.customer?.maskedName ?? '-', '')).not.toContain(name)
  const broken = casePaper({ file, record, verification: { ...verification, intact: false, brokenAt: 3 }, printer: '佐藤', purpose: 'police', now: town.clock.now() })
  expect(textsIn(broken.content).join()).toContain('時系列の検証：3件目が記録と一致しません')
})

test('is printed with a purpose only, by auditors too, and never by who is a party', async () => {
  const [auditor, debtor] = await town.officers('監査 (auditor)', '当人')
  expect((await printed(sato, '')).statusCode).toBe(400)
  expect((await printed(sato, '?purpose=curious')).statusCode).toBe(400)
  expect((await printed(auditor, '?purpose=handover')).statusCode).toBe(200)
  await town.sql`UPDATE officers SET line_user_id = ${suspected.customer.lineUserId} WHERE id = ${debtor.id}`
  const refused = await printed(debtor, '?purpose=handover')
  expect([refused.statusCode, refused.json<{ error: { reason: string } }>().error.reason]).toEqual([403, 'conflict-of-interest'])
  expect((await sato.get('/api/secretariat/cases/01a21f18-92d3-7714-80a9-0e327b8c76b1/record.pdf?purpose=handover')).status).toBe(404)
  const hana = await town.customer()
  expect((await hana.get(`/api/secretariat/cases/${suspected.caseId}/record.pdf?purpose=handover`)).status).toBe(403)
})
