import { recordAudit } from '../../../audit/record.ts'
import type { Context } from '../../../context.ts'
import type { OfficerScope } from '../../../db/scope.ts'
import { csvBytes, csvMediaType, type Cell, type CsvEncoding } from '../../../documents/csv.ts'
import { pdfOf } from '../../../documents/pdf.ts'
import type { Paper } from '../../../documents/paper.ts'
import { officerNames } from '../../file/case-file.ts'
import type { RepaymentProgress, Statistics } from './contract.ts'
import { ageWords, masked, monthName, repaymentPaper, statisticsPaper } from './progress-papers.ts'
import { readRepaymentProgress } from './repayment-progress.ts'
import { readStatistics } from './read-statistics.ts'

export type ProgressName = 'repayment' | 'statistics'

export interface ProgressAsked {
  readonly name: ProgressName
  readonly format: 'csv' | 'pdf'
  readonly encoding: CsvEncoding
}

export interface ProgressFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: AsyncIterable<Buffer>
}

const titles: Readonly<Record<ProgressName, string>> = { repayment: '返済の進み', statistics: '県への統計' }

/** 返済の進み and 県への統計 to take away, with the figures of this moment. Each download is in the audit log. */
export async function exportProgress(ctx: Context, scope: OfficerScope, { name, format, encoding }: ProgressAsked): Promise<ProgressFile> {
  const printer = await ctx.db.atomically(scope, async (tx) => {
    await recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'report.export', objectKind: 'report', objectId: name, details: { format, encoding }, now: ctx.clock.now() })
    return (await officerNames(tx)).get(scope.officerId) ?? ''
  })
  const named = `${titles[name]}.${format}`
  if (name === 'repayment') {
    const progress = await readRepaymentProgress(ctx, scope)
    if (format === 'pdf') return { name: named, mediaType: 'application/pdf', bytes: printed(repaymentPaper(progress, printer)) }
    return { name: named, mediaType: csvMediaType[encoding], bytes: csvBytes(repaymentColumns, repaymentRows(progress), encoding) }
  }
  const statistics = await readStatistics(ctx, scope)
  if (format === 'pdf') return { name: named, mediaType: 'application/pdf', bytes: printed(statisticsPaper(statistics, printer)) }
  return { name: named, mediaType: csvMediaType[encoding], bytes: csvBytes(statisticsColumns, statisticsRows(statistics), encoding) }
}

async function* printed(paper: Paper): AsyncGenerator<Buffer, void, undefined> {
  yield await pdfOf(paper)
}

const repaymentColumns = ['区分', '項目', '件数', '請求（円）', '受領（円）', '残り（円）', '期限切れ（円）', '免除・貸倒（円）', '取り下げ（円）']

async function* repaymentRows({ months, total, ages }: RepaymentProgress): AsyncGenerator<Cell[], void, undefined> {
  const cells = (sums: RepaymentProgress['total']): Cell[] =>
    [sums.demands, BigInt(sums.demanded), BigInt(sums.received), BigInt(sums.left), BigInt(sums.overdue), BigInt(sums.writtenOff), BigInt(sums.withdrawn)]
  for (const row of months) yield ['請求した月', monthName(row.month), ...cells(row)]
  yield ['合計', '', ...cells(total)]
  for (const { age, demands, left } of ages) yield ['期限からの日数', ageWords[age], demands, null, null, BigInt(left), null, null, null]
}

const statisticsColumns = [
  '月', '支払い（件）', '支払い（円）', '検知・即時', '検知・日次', '検知・月次', '案件・受付', '案件・不正確定', '案件・問題なし', '案件・判断できない', '案件・終了', '期限の数', '期限内',
  '停止（件）', '停止の対象（円）', '請求（円）', '返済（円）', '停止の時間・中央値（時間）',
]

/** Counts of people below five are words, as on paper. */
async function* statisticsRows({ months }: Statistics): AsyncGenerator<Cell[], void, undefined> {
  for (const row of months) {
    yield [
      monthName(row.month), row.payments, BigInt(row.paid), row.immediate, row.daily, row.monthly, masked(row.opened), masked(row.confirmed), masked(row.cleared), masked(row.undecided), masked(row.closed),
      row.clocks, row.clocksMet, masked(row.stops), BigInt(row.stopped), BigInt(row.demanded), BigInt(row.repaid), row.stopHours,
    ]
  }
}
