import { recordAudit } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { done, type Answer } from '../../core/refusal.ts'
import type { OfficerScope } from '../../db/scope.ts'
import { csvBytes, type Cell, type CsvEncoding } from '../../documents/csv.ts'
import type { ReportContents } from './contract.ts'
import { monthInJapanese, type Month } from './month.ts'
import { readReport } from './read-report.ts'

export interface ReportFile {
  readonly name: string
  readonly encoding: CsvEncoding
  readonly bytes: AsyncGenerator<Buffer, void, undefined>
}

const columns = ['区分', '項目', '値', '下限', '上限', '件数']

/** 月報 as CSV: a line per figure, so that months can be put below each other. Each download is in the audit log. */
export async function exportReport(ctx: Context, scope: OfficerScope, month: Month, encoding: CsvEncoding): Promise<Answer<ReportFile>> {
  const report = await readReport(ctx, scope, month)
  if (!report.ok) return report
  await ctx.db.atomically(scope, (tx) =>
    recordAudit(tx, { actor: { kind: 'officer', id: scope.officerId }, action: 'report.export', objectKind: 'report', objectId: month, details: { encoding }, now: ctx.clock.now() }))
  async function* rows(): AsyncGenerator<Cell[], void, undefined> {
    yield* report.ok ? linesOf(report.value.contents) : []
  }
  return done({ name: `月次報告_${month.slice(0, 4)}年${monthInJapanese(month)}.csv`, encoding, bytes: csvBytes(columns, rows(), encoding) })
}

function linesOf({ payments, typologies, rules, cases, money, times, wrongStops, recall }: ReportContents): Cell[][] {
  const line = (group: string, name: string, value: Cell, low: Cell = null, high: Cell = null, of: Cell = null): Cell[] => [group, name, value, low, high, of]
  const spreadOf = (group: string, name: string, spread: ReportContents['times']['verdict']) => line(group, `${name}・中央値`, spread?.median ?? null, null, spread?.ninth ?? null, spread?.count ?? 0)
  return [
    line('支払い', '件数', payments.count),
    line('支払い', '合計（円）', BigInt(payments.total)),
    ...typologies.flatMap(({ name, immediate, daily, monthly }) => [line('検知（類型）', `${name.ja}・即時`, immediate), line('検知（類型）', `${name.ja}・日次`, daily), line('検知（類型）', `${name.ja}・月次`, monthly)]),
    ...rules.map(({ name, alerts }) => line('検知（ルール）', name.ja, alerts)),
    ...rules.map(({ name, right }) => line('的中率', name.ja, hundredths(right.share), hundredths(right.low), hundredths(right.high), right.of)),
    ...rules.map(({ name, undecided }) => line('判断できない検知', name.ja, undecided)),
    line('案件', '受付', cases.opened),
    line('案件', '不正確定', cases.confirmed),
    line('案件', '問題なし', cases.cleared),
    line('案件', '判断できない', cases.undecided),
    line('案件', '継続', cases.going),
    line('金額（円）', '対象', BigInt(money.atRisk)),
    line('金額（円）', '不正確定', BigInt(money.confirmed)),
    line('金額（円）', '請求', BigInt(money.demanded)),
    line('金額（円）', '返済', BigInt(money.repaid)),
    spreadOf('時間', '担当まで（分）', times.acknowledge),
    spreadOf('時間', '判定まで（時間）', times.verdict),
    line('停止', '停止した件数', wrongStops.stops),
    line('停止', '問題のない方の停止', wrongStops.wrong),
    spreadOf('停止', '問題のない方の停止（時間）', wrongStops.hours),
    ...(recall
      ? [
          line('見逃しの推定', `${recall.sampled} 点検した支払い`, recall.looked),
          line('見逃しの推定', '点検で見つかった不正', recall.fraud),
          line('見逃しの推定', '検知できた割合（件数、%）', hundredths(recall.byPayments?.likely ?? null), hundredths(recall.byPayments?.low ?? null), hundredths(recall.byPayments?.high ?? null), recall.looked),
          line('見逃しの推定', '検知できた割合（金額、%）', hundredths(recall.byYen?.likely ?? null), hundredths(recall.byYen?.low ?? null), hundredths(recall.byYen?.high ?? null), recall.looked),
        ]
      : []),
  ]
}

/** 0.5234 → 52.3 */
const hundredths = (share: number | null): number | null => (share === null ? null : Math.round(share * 1_000) / 10)
