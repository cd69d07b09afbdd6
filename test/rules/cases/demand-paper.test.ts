import { expect, test } from 'vitest'
import { demandPaper } from '../../../server/cases/papers/demand-paper.ts'
import { fingerprint } from '../../../server/core/ids.ts'
import type { Day } from '../../../server/core/time.ts'

test('a demand whose text is not what was issued is never printed', () => {
  const contents = [{ heading: '期限', lines: ['2026年12月7日(月)まで'] }]
  const issued = { number: 'R-2026-000045', debtorName: '山田 花子', issuedOn: '2026-11-23' as Day, contents, contentsHash: fingerprint(contents) }

  expect(demandPaper(issued, null, null).title).toBe('返済のお願い R-2026-000045')
  expect(() => demandPaper({ ...issued, contents: [{ heading: '期限', lines: ['2026年12月1日(火)まで'] }] }, null, null)).toThrow(/not what was issued/)
})
