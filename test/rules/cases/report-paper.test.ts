import { expect, test } from 'vitest'
import { reportContents } from '../../../server/cases/reports/contract.ts'
import { masked } from '../../../server/cases/reports/progress/progress-papers.ts'
import { reportPaper } from '../../../server/cases/reports/report-paper.ts'
import { textsIn } from '../../support/person.ts'

const name = (ja: string) => ({ ja, en: ja })
const contents = reportContents.parse({
  month: '2026-11', from: '2026-10-31T15:00:00.000Z', until: '2026-11-30T15:00:00.000Z',
  payments: { count: 1842, total: '4612300' },
  typologies: [{ typology: 'simultaneous', name: name('同時刻'), immediate: 2, daily: 1, monthly: 0 }],
  rules: [{ rule: 'velocity', name: name('短時間の連続'), alerts: 30, right: { hits: 2, of: 30, share: 0.0667, low: 0.018, high: 0.213 }, noisy: true }],
  cases: { opened: 9, confirmed: 2, cleared: 4, going: 3 },
  money: { atRisk: '186000', confirmed: '92000', demanded: '92000', repaid: '50000' },
  times: { acknowledge: { median: 6, ninth: 14, count: 9 }, verdict: null },
  wrongStops: { stops: 3, wrong: 1, hours: { median: 2, ninth: 2, count: 1 } },
  recall: null,
})
const hash = 'a'.repeat(64)
const paper = reportPaper({ keptAt: '2026-12-01T00:00:00.000Z', hash, contents }, { by: '佐藤', at: new Date('2026-12-02T01:00:00Z') })
const text = textsIn(paper.content).join('\n')

test('月次報告 on paper says the same figures as its page, to whom it goes, and its whole fingerprint', () => {
  for (const words of ['月次報告（2026年11月）', 'あおば県 様', '1842件・¥4,612,300', '受付 9件（不正確定 2・問題なし 4・判断できない 0・継続 3）', '¥186,000', '中央値 6分、9割が14分以内（9件）', '3件の停止のうち1件', '短時間の連続　的中が少ない', '6.7%（1.8%〜21.3%）', hash]) {
    expect(text).toContain(words)
  }
  expect(text).toMatch(/担当\n承認/)
  expect(paper.foot).toContain('佐藤 印刷')
})

test('figures of a month that still runs say so', () => {
  const running = reportPaper({ keptAt: null, hash: null, contents: { ...contents, typologies: [], rules: [] } }, { by: '佐藤', at: new Date('2026-11-20T01:00:00Z') })
  const said = textsIn(running.content).join('\n')
  expect(said).toContain('集計中の数字です')
  expect(said).toContain('この月の検知はありません。')
})

test('below five a count of people is not told; none, and five, are', () => {
  expect([0, 1, 4, 5, 12].map(masked)).toEqual(['0', '5未満', '5未満', '5', '12'])
})
