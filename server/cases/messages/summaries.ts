import type { Config } from '../../config.ts'
import { dayOf, shortDayInJapanese, timeInJapanese, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import type { DigestContents } from '../alerts/digest/contract.ts'
import { monthInJapanese, type Month } from '../reports/month.ts'

/** F06 日報. Counts, case numbers, rules and sums: nothing that says who. */
export function digestMessage(config: Config, { day, immediate, daily, factChecks, money, first }: DigestContents): LineMessageJson {
  return flexCard({
    altText: `【日次】${shortDayInJapanese(day as Day).replace(/\(.\)$/, '')}の報告`,
    tone: 'attention',
    label: '日次',
    title: '日次の報告',
    rows: [
      `即時 ${immediate.opened}件（期限内 ${immediate.inTime}）`,
      `日次 ${daily.alerts}件 うち未対応 ${daily.waiting}件`,
      ...(daily.older > 0 ? [`前からの未対応 ${daily.older}件`] : []),
      `事実確認の回答待ち ${factChecks.asked}件（期限切れ ${factChecks.late}）`,
      `止めた金額 ${yenSign(BigInt(money.stopped))}/返済の受領 ${yenSign(BigInt(money.repaid))}`,
      ...first.map(({ number, rule, amount, acknowledgeBy }) => `${number} ${rule.ja} ${yenSign(BigInt(amount))} 期限 ${clockOf(day as Day, new Date(acknowledgeBy))}`),
    ],
    buttons: [
      { label: '日報を開く', url: liffUrl(config, `/office/reports/daily/${day}`) },
      { label: '未対応を見る', url: liffUrl(config, '/office/cases?u=daily&s=opened') },
    ],
  })
}

/** 17:15 of the same day, or with its day. */
const clockOf = (today: Day, until: Date): string => (dayOf(until) === today ? timeInJapanese(until) : `${shortDayInJapanese(dayOf(until))} ${timeInJapanese(until)}`)

export interface ReportTold {
  readonly month: Month
  readonly payments: number
  readonly opened: number
  readonly confirmed: number
  readonly cleared: number
  readonly undecided: number
  readonly going: number
  /** Rules that are noisy by their verdicts: each is a proposal to look at its settings. */
  readonly noisyRules: number
  /** Sampled payments that nobody has looked at. */
  readonly unmarked: number
}

/** F07 月報 */
export function reportMessage(config: Config, { month, payments, opened, confirmed, cleared, undecided, going, noisyRules, unmarked }: ReportTold): LineMessageJson {
  const page = `/office/reports/${month}`
  return flexCard({
    altText: `【月次】${monthInJapanese(month)}の報告ができました`,
    tone: 'info',
    label: '月次',
    title: '月次の報告',
    rows: [
      `支払い ${payments.toLocaleString('ja-JP')}件`,
      `案件 ${opened}件（確定 ${confirmed}・問題なし ${cleared}${undecided > 0 ? `・判断できない ${undecided}` : ''}・継続 ${going}）`,
      ...(noisyRules > 0 ? [`ルールの見直し案 ${noisyRules}件`] : []),
      ...(unmarked > 0 ? [`無作為点検 ${unmarked}件が未判定です`] : []),
    ],
    buttons: [
      { label: '月報を開く', url: liffUrl(config, page) },
      ...(unmarked > 0 ? [{ label: '点検を開く', url: liffUrl(config, `${page}#sample`) }] : []),
    ],
  })
}
