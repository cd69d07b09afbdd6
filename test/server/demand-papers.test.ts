import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DemandForCustomer } from '../../server/cases/contract.ts'
import { envelopeWindow } from '../../server/cases/papers/demand-paper.ts'
import type { OfficerInTown } from '../support/officers.ts'
import { wordsOf } from '../support/pdf-text.ts'
import { openTown, type Town } from '../support/town.ts'
import { act, caseFileOf } from './cases-acts.ts'
import { address, debt, opensPdf, posts, today, type Debt } from './papers-acts.ts'

/** A demand's whole way there: on a busy machine it takes longer than one request's test may. */
const aWholeDebt = { timeout: 300_000 }
let town: Town
let officers: [OfficerInTown, OfficerInTown]
let owed: Debt
beforeAll(async () => {
  town = await openTown()
  officers = await town.officers('佐藤', '森')
  owed = await debt(town, officers)
}, aWholeDebt.timeout)
afterAll(() => town.close())

const squeezed = (text: string) => text.replace(/\s/g, '')
const words = async (who: Parameters<typeof opensPdf>[1], url: string) => {
  const opened = await opensPdf(town, who, url)
  if ('reason' in opened) throw new Error(`refused: ${opened.reason}`)
  return { text: wordsOf(opened.runs), ...opened }
}
const lastLetter = async (caseId: string) => (await caseFileOf(officers[0], caseId)).papers.letters[0]!

/** No letter of the address is wider, in millimetres. */
const letterWidth = 4

describe('the letter', aWholeDebt, () => {
  test('says word for word what the customer reads, with the fingerprint of the demand', async () => {
    for (const _ of ['once', 'twice']) expect(await act(officers[0], owed.caseId, 'print-letter', address)).toBe('ok')
    expect((await caseFileOf(officers[0], owed.caseId)).papers.letters).toHaveLength(1)
    const { body: demand } = await owed.customer.get<DemandForCustomer>(`/api/repayments/${owed.demand.id}`)
    const [{ contents_hash: hash } = { contents_hash: '' }] = await town.sql<{ contents_hash: string }>`SELECT contents_hash FROM demands WHERE id = ${owed.demand.id}`

    const posted = await words(officers[0], `/api/secretariat/letters/${(await lastLetter(owed.caseId)).id}.pdf`)
    const own = await words(owed.customer, `/api/repayments/${owed.demand.id}/demand.pdf`)

    expect(demand.contents).toHaveLength(15)
    for (const { heading, lines } of demand.contents) for (const line of [heading, ...lines]) for (const { text } of [posted, own]) expect(text).toContain(squeezed(line))
    expect([posted.text.includes(hash), own.text.includes(hash)]).toEqual([true, true])
    expect(posted.text).toMatch(/1\/\d.*2\/\d/)
    expect(posted.headers['content-type']).toBe('application/pdf')
    expect(own.text).not.toContain('980-0811')
  })

  test('shows its address in the window of the envelope, and nothing of what it is about above the fold', async () => {
    const { runs } = await words(officers[0], `/api/secretariat/letters/${(await lastLetter(owed.caseId)).id}.pdf`)
    const { left, right, top, bottom } = envelopeWindow

    const seen = runs.filter(({ page, x, y }) => page === 1 && x > left - 5 && x < right + 5 && y > top - 5 && y < bottom + 5)

    expect(wordsOf(seen)).toBe(squeezed(`〒${address.postalCode}${address.addressLines.join('')}山田 花子 様`))
    expect(seen.filter(({ x, y, text }) => x < left || x + letterWidth * text.length > right || y < top || y > bottom)).toEqual([])
    const aboveFold = wordsOf(runs.filter(({ page, y }) => page === 1 && y < 99))
    expect(aboveFold).not.toMatch(/返済|請求|¥|お願い|R-20/)
  })

  test('is posted once, on a day that can be, with the number that the post gave', async () => {
    const { id: letterId } = await lastLetter(owed.caseId)
    const posting = { letterId, postedOn: today(town), method: 'recorded', tracking: '123-45-67890-1' }
    const records = (some: object) => act(officers[0], owed.caseId, 'record-posting', { ...posting, ...some })

    expect(await records({ postedOn: '2026-11-01' })).toBe('invalid-input')
    expect(await records({ postedOn: '2027-01-01' })).toBe('invalid-input')
    expect(await records({ tracking: '' })).toBe('invalid-input')
    expect(await records({ method: 'ordinary' })).toBe('invalid-input')
    expect(await records({ letterId: owed.demand.id })).toBe('not-found')
    expect(await records({})).toBe('ok')
    expect(await records({})).toBe('letter-posted-before')

    const file = await caseFileOf(officers[0], owed.caseId)
    expect(file.papers.letters[0]?.posted).toEqual({ on: today(town), method: 'recorded', tracking: '123-45-67890-1', by: '佐藤' })
    expect(file.papers.efforts).toMatchObject({ letters: 1, needed: 3 })
    expect(file.timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['letter_printed', 'letter_posted']))
    expect(file.moves.find(({ name }) => name === 'record-posting')?.disabled?.reason).toBe('letter-not-printed')
  })

  test('keeps the address to itself: no timeline, no audit entry and no screen has it', async () => {
    const letterId = await posts(town, officers[0], owed.caseId)
    await words(officers[0], `/api/secretariat/letters/${letterId}.pdf`)

    const rows = await town.sql<{ text: string }>`
      SELECT details::text AS text FROM case_events WHERE case_id = ${owed.caseId} UNION ALL SELECT details::text FROM audit_entries UNION ALL SELECT messages::text FROM line_messages`
    expect(rows.map(({ text }) => text).join()).not.toMatch(/みどりハイツ|9800811/)
    expect(JSON.stringify(await caseFileOf(officers[0], owed.caseId))).not.toMatch(/みどりハイツ|9800811/)
    expect(await town.sql`SELECT action FROM audit_entries WHERE object_id = ${letterId} ORDER BY recorded_at, id`).toEqual([{ action: 'letter.print' }, { action: 'letter.post' }, { action: 'letter.open' }])
  })

  test('is opened by nobody who has no part in the case', async () => {
    const [auditor, tied] = await town.officers('監査(auditor)', '和田')
    await town.sql`INSERT INTO officer_ties (officer_id, customer_id) VALUES (${tied.id}, ${owed.customer.id})`
    const url = `/api/secretariat/letters/${(await lastLetter(owed.caseId)).id}.pdf`

    expect(await opensPdf(town, auditor, url)).toEqual({ reason: 'read-only-role' })
    expect(await opensPdf(town, tied, url)).toEqual({ reason: 'conflict-of-interest' })
    expect(await opensPdf(town, owed.customer, url)).toEqual({ reason: 'not-your-role' })
    expect(await opensPdf(town, officers[1], `/api/secretariat/letters/${owed.demand.id}.pdf`)).toEqual({ reason: 'not-found' })
    expect(await act(tied, owed.caseId, 'print-letter', address)).toBe('conflict-of-interest')
    expect(await act(officers[0], owed.caseId, 'print-letter', { ...address, addressLines: ['長'.repeat(19)] })).toBe('invalid-input')
  })

  test('what was printed, and the demand itself, can be changed and removed by nobody', async () => {
    await expect(town.sql`UPDATE demand_letters SET postal_code = '0000000'`).rejects.toThrow(/append only/)
    await expect(town.sql`DELETE FROM letter_postings`).rejects.toThrow(/append only/)
    await expect(town.sql`DELETE FROM demands WHERE id = ${owed.demand.id}`).rejects.toThrow(/append only/)
    await expect(town.sql`UPDATE demands SET contents = '[]' WHERE id = ${owed.demand.id}`).rejects.toThrow(/cannot be changed/)
    await expect(town.sql`UPDATE demands SET released = 9600, state = 'withdrawn' WHERE id = ${owed.demand.id}`).rejects.toThrow(/is released by/)
  })
})

describe('receipts', aWholeDebt, () => {
  const paper = (name: string) => `/api/repayments/${owed.demand.id}/${name}.pdf`

  test('each repayment has one, and the last yen its proof', async () => {
    await town.notify({ kind: 'repayment', reference: owed.demand.number, amount: '4000' })
    await town.settles()
    expect(await opensPdf(town, owed.customer, paper('completion'))).toEqual({ reason: 'not-repaid' })
    await town.notify({ kind: 'repayment', reference: owed.demand.number, amount: '6000' })
    await town.settles()

    const { body } = await owed.customer.get<DemandForCustomer>(`/api/repayments/${owed.demand.id}`)
    const [first, second] = await Promise.all(body.repayments.map(({ id }) => words(owed.customer, paper(`receipt-${id}`))))
    const proof = await words(owed.customer, paper('completion'))

    expect(first?.text).toContain(squeezed(`受領番号${owed.demand.number}-1`))
    expect(first?.text).toContain('返済にあてた金額¥4,000残りの金額¥5,600')
    expect(second?.text).toContain('返済にあてた金額¥5,600多くお支払いの金額¥400')
    expect(second?.text).toContain('残りの金額¥0')
    expect(proof.text).toContain('返済が終わったことを証明します')
    expect(proof.text).toContain('山田花子様')
  })

  test('are the customer’s own', async () => {
    const other = await town.customer()

    expect(await opensPdf(town, other, paper('completion'))).toEqual({ reason: 'not-found' })
    expect(await opensPdf(town, owed.customer, paper(`receipt-${owed.demand.id}`))).toEqual({ reason: 'not-found' })
    expect(await opensPdf(town, owed.customer, paper('anything'))).toEqual({ reason: 'invalid-input' })
    expect(await act(officers[0], owed.caseId, 'print-letter', address)).toBe('not-in-this-state')
  })
})
