import { momentInJapanese } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import { programme } from '../../../customers/programme.ts'
import { bars, legend } from '../../../documents/bars.ts'
import { heading, note, paragraph, particulars, table, title, type Paper } from '../../../documents/paper.ts'
import { few, type Age, type RepaymentProgress, type Statistics } from './contract.ts'

export const ageWords: Readonly<Record<Age, string>> = { not_due: '期限内', to_30: '1〜30日超過', to_60: '31〜60日超過', to_90: '61〜90日超過', over_90: '91日以上超過' }
/** 「2026年11月」 */
export const monthName = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
const yenOf = (amount: string): string => yenSign(BigInt(amount))

/** 返済の進み on A4. */
export function repaymentPaper(progress: RepaymentProgress, printer: string): Paper {
  const { months, total, ages } = progress
  const cells = (sums: RepaymentProgress['total']) => [String(sums.demands), yenOf(sums.demanded), yenOf(sums.received), yenOf(sums.left), yenOf(sums.overdue), yenOf(sums.writtenOff)]
  return {
    ...frameOf('返済の進み', progress.at, printer),
    content: [
      title('返済の進み'),
      paragraph(`${programme.addressee} 様`),
      particulars([['集計の時点', momentInJapanese(new Date(progress.at))], ['請求', `${total.demands}件　${yenOf(total.demanded)}`], ['受領', yenOf(total.received)], ['残り', `${yenOf(total.left)}（うち期限切れ ${yenOf(total.overdue)}）`], ['免除・貸倒', yenOf(total.writtenOff)], ['取り下げ', yenOf(total.withdrawn)]]),
      heading('請求した月ごと'),
      legend(['受領', '残り（期限内）', '残り（期限切れ）', '免除・貸倒']),
      bars(months.slice(0, 12).map((row) => ({
        label: monthName(row.month),
        parts: [Number(row.received), Number(BigInt(row.left) - BigInt(row.overdue)), Number(row.overdue), Number(row.writtenOff)],
        says: `${yenOf(row.received)} ／ ${yenOf(row.demanded)}`,
      }))),
      table(
        [{ title: '月', width: '*' }, ...['件数', '請求', '受領', '残り', '期限切れ', '免除・貸倒'].map((name) => ({ title: name, width: 'auto' as const, figures: true }))],
        months.map((row) => [monthName(row.month), ...cells(row)]),
        ['合計', ...cells(total)],
      ),
      heading('期限からの日数'),
      bars(ages.map(({ age, demands, left }) => ({ label: ageWords[age], parts: [Number(left)], says: `${demands}件　${yenOf(left)}` }))),
      note('残りは、請求した金額から受領・免除・取り下げを引いた金額です。'),
    ],
  }
}

/** Below five it says only that: one person in a small town is recognised by a number. */
export const masked = (figure: number): string => (figure > 0 && figure < few ? `${few}未満` : String(figure))

/** 県への統計 on A4. */
export function statisticsPaper(seen: Statistics, printer: string): Paper {
  const { months } = seen
  const share = (met: number, all: number) => (all === 0 ? '－' : `${Math.round((met / all) * 1_000) / 10}%`)
  const figures = (names: readonly string[]) => [{ title: '月', width: '*' as const }, ...names.map((name) => ({ title: name, width: 'auto' as const, figures: true }))]
  return {
    ...frameOf('県への統計', seen.at, printer),
    content: [
      title('プレミアム商品券の不正対策に関する統計'),
      paragraph(`${programme.addressee} 様`),
      particulars([['集計の時点', momentInJapanese(new Date(seen.at))], ['対象の期間', `${monthName(months.at(-1)?.month ?? '')}〜${monthName(months[0]?.month ?? '')}`]]),
      heading('支払い'),
      bars(months.map(({ month, payments, paid }) => ({ label: monthName(month), parts: [Number(paid)], says: `${payments}件　${yenOf(paid)}` }))),
      heading('検知と案件'),
      table(figures(['即時', '日次', '月次', '受付', '不正確定', '問題なし', '判断できない', '終了', '期限内の割合']), months.map((row) =>
        [monthName(row.month), String(row.immediate), String(row.daily), String(row.monthly), masked(row.opened), masked(row.confirmed), masked(row.cleared), masked(row.undecided), masked(row.closed), share(row.clocksMet, row.clocks)])),
      heading('止めた支払いと返済'),
      table(figures(['停止', '対象の金額', '請求', '返済', '停止の時間（中央値）']), months.map((row) =>
        [monthName(row.month), masked(row.stops), yenOf(row.stopped), yenOf(row.demanded), yenOf(row.repaid), row.stopHours === null || row.stops < few ? '－' : `${row.stopHours}時間`])),
      note(`案件と停止の件数は、${few}件に満たない月を「${few}未満」と表しています。個人を推測できないようにするためです。`),
    ],
  }
}

const frameOf = (name: string, at: string, printer: string) => ({
  title: name,
  at: new Date(at),
  head: { left: programme.name.ja, right: name },
  foot: `${momentInJapanese(new Date(at))} ${printer} 印刷　みまもりペイ事務局 ${programme.contact.phone}`,
})
