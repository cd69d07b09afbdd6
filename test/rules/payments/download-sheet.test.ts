import { expect, test } from 'vitest'
import { refused } from '../../../server/core/refusal.ts'
import type { Day } from '../../../server/core/time.ts'
import { everyRow, pageLength } from '../../../server/payments/downloads/pages.ts'
import { instantsOf, wrongPeriod } from '../../../server/payments/downloads/period.ts'
import { officeCells, officeColumns, storeCells, storeColumns } from '../../../server/payments/downloads/sheet.ts'

const midori = { code: 'S-0142', name: 'みどり青果店' }
const voided = { number: '261123047316', amount: 1_280n, refundedTotal: 1_280n, state: 'voided' as const, mode: 'code' as const, paidAt: new Date('2026-11-23T05:05:09.999Z'), store: midori }

test('a store reads when, which number, how and how much, and a void as money that went out', () => {
  const line: unknown = Object.fromEntries(storeCells({ ...voided, staffCode: 'ST-03' }).map((cell, at) => [storeColumns[at], cell]))

  expect(line).toEqual({
    支払日時: '2026-11-23 14:05:09', '支払番号（末尾4けたが照合番号）': '2611 2304 7316', 店舗コード: 'S-0142', 店舗名: 'みどり青果店', 支払方法: 'コード', 状態: '取消済み',
    支払金額: 1_280n, '取消・返金': -1_280n, 差引金額: 0n, 担当: 'ST-03',
  })
})

test('the secretariat reads codes of customers and cases beside it', () => {
  const cells = officeCells({ ...voided, refundedTotal: 280n, state: 'partly_refunded', customer: { code: 'C-7F3K' }, smallStoreAmount: 500n, caseNumber: null })

  expect(cells).toEqual(['2026-11-23 14:05:09', '2611 2304 7316', 'S-0142', 'みどり青果店', 'C-7F3K', 'コード', '一部返金', 1_280n, -280n, 1_000n, 500n, null])
  expect(cells).toHaveLength(officeColumns.length)
})

test.each([
  ['2026-11-01', '2026-12-01', null],
  ['2026-11-01', '2026-12-02', refused('period-too-long', { days: '31' })],
  ['2026-11-23', '2026-11-23', null],
  ['2026-11-23', '2026-11-22', refused('invalid-input', { field: '「期間」' })],
  ['2026-01-01', '2027-12-31', refused('period-too-long', { days: '31' })],
])('from %s to %s is judged by days, both of them included', (from, to, judged) => {
  expect(wrongPeriod({ from: from as Day, to: to as Day }, 31)).toEqual(judged)
})

test('a period runs from midnight to midnight in Japan', () => {
  expect(instantsOf({ from: '2026-11-23' as Day, to: '2026-11-24' as Day })).toEqual({ gte: new Date('2026-11-22T15:00:00Z'), lt: new Date('2026-11-24T15:00:00Z') })
})

test.each([0, 1, pageLength - 1, pageLength, pageLength + 1, 3 * pageLength])('%d rows are read once each, page after page', async (wanted) => {
  const all = Array.from({ length: wanted }, (_, at) => ({ id: String(at).padStart(6, '0'), paidAt: new Date(at) }))
  const read: string[] = []
  for await (const { id } of everyRow(async (after) => {
    const from = after === null ? 0 : all.findIndex((row) => row.id === after.id) + 1
    return all.slice(from, from + pageLength)
  })) read.push(id)

  expect(read).toEqual(all.map(({ id }) => id))
})
