import type { Content } from 'pdfmake'
import { momentInJapanese } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { programme } from '../../customers/programme.ts'
import { bars, legend, signatures } from '../../documents/bars.ts'
import { heading, note, paragraph, particulars, table, title, type Paper } from '../../documents/paper.ts'
import type { MonthlyReport, ReportContents } from './contract.ts'
import { monthInJapanese, type Month } from './month.ts'

/** 月次報告 on A4: the same figures as its page and its CSV, with boxes to sign. Pure. */
export function reportPaper({ keptAt, hash, contents }: MonthlyReport, printed: { readonly by: string; readonly at: Date }): Paper {
  const name = `${contents.month.slice(0, 4)}年${monthInJapanese(contents.month as Month)}`
  return {
    title: `月次報告 ${name}`,
    at: printed.at,
    head: { left: programme.name.ja, right: `月次報告 ${name}` },
    foot: `${momentInJapanese(printed.at)} ${printed.by} 印刷${hash ? `　内容の指紋 ${hash.slice(0, 16)}` : ''}`,
    content: [
      title(`月次報告（${name}）`),
      paragraph(`${programme.addressee} 様`),
      note(keptAt ? `${momentInJapanese(new Date(keptAt))}に作成（以後は変わりません）。内容の指紋（SHA-256）：${hash ?? ''}` : '集計中の数字です。月が終わったあとに作成した報告とは異なることがあります。'),
      heading('件数と金額'),
      figures(contents),
      ...typologies(contents),
      ...rules(contents),
      ...recall(contents),
      signatures(['担当', '承認']),
    ],
  }
}

const yenOf = (amount: string): string => yenSign(BigInt(amount))
const percent = (share: number): string => `${Math.round(share * 1_000) / 10}%`
const spreadOf = (spread: ReportContents['times']['verdict'], unit: string): string => (spread ? `中央値 ${spread.median}${unit}、9割が${spread.ninth}${unit}以内（${spread.count}件）` : '記録なし')

const figures = ({ payments, cases, money, times, wrongStops }: ReportContents): Content =>
  particulars([
    ['支払い', `${payments.count}件・${yenOf(payments.total)}`],
    ['案件', `受付 ${cases.opened}件（不正確定 ${cases.confirmed}・問題なし ${cases.cleared}・判断できない ${cases.undecided}・継続 ${cases.going}）`],
    ['対象の金額', yenOf(money.atRisk)],
    ['不正確定の金額', yenOf(money.confirmed)],
    ['請求した金額', yenOf(money.demanded)],
    ['返済された金額', yenOf(money.repaid)],
    ['担当が決まるまで', spreadOf(times.acknowledge, '分')],
    ['判定まで', spreadOf(times.verdict, '時間')],
    ['問題のない方の停止', `${wrongStops.stops}件の停止のうち${wrongStops.wrong}件　${spreadOf(wrongStops.hours, '時間')}`],
  ])

function typologies({ typologies: rows }: ReportContents): Content[] {
  if (rows.length === 0) return [heading('類型ごとの検知'), paragraph('この月の検知はありません。')]
  return [
    heading('類型ごとの検知'),
    legend(['即時', '日次', '月次']),
    bars(rows.map(({ name, immediate, daily, monthly }) => ({ label: name.ja, parts: [immediate, daily, monthly], says: `即時 ${immediate}　日次 ${daily}　月次 ${monthly}` }))),
  ]
}

function rules({ rules: rows }: ReportContents): Content[] {
  if (rows.length === 0) return []
  return [
    heading('ルールごとの検知と的中率'),
    table(
      [{ title: 'ルール', width: '*' }, { title: '検知', width: 'auto', figures: true }, { title: '判定済み', width: 'auto', figures: true }, { title: '判断できない', width: 'auto', figures: true }, { title: '的中率（95%の範囲）', width: 'auto', figures: true }],
      rows.map(({ name, alerts, right, noisy, undecided }) => [`${name.ja}${noisy ? '　的中が少ない' : ''}`, String(alerts), String(right.of), String(undecided), right.share === null ? '記録なし' : `${percent(right.share)}（${percent(right.low)}〜${percent(right.high)}）`]),
    ),
  ]
}

function recall({ recall: found }: ReportContents): Content[] {
  if (found === null) return [heading('見逃しの推定'), paragraph('無作為点検の判定がまだないため、推定できません。')]
  const range = (part: NonNullable<ReportContents['recall']>['byYen']) => (part ? `${percent(part.likely)}（${percent(part.low)}〜${percent(part.high)}）` : '記録なし')
  return [
    heading('見逃しの推定'),
    particulars([['点検した支払い', `${found.looked}件（うち不正 ${found.fraud}件）`], ['検知できた割合（金額）', range(found.byYen)], ['検知できた割合（件数）', range(found.byPayments)]]),
    note(`不明 ${found.unknown}件・未判定 ${found.waiting}件は数えていません。`),
  ]
}
