import type { Config } from '../../config.ts'
import { shortDayInJapanese, type Day } from '../../core/time.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { monthInJapanese, type Month } from '../reports/month.ts'

export interface DigestTold {
  readonly day: Day
  /** Daily alerts that no digest has told of. */
  readonly alerts: number
  /** Daily cases that nobody has taken. */
  readonly waiting: number
  readonly oldest: { readonly caseId: string; readonly number: string; readonly openedOn: Day } | null
  /** Stores that were asked, and how many of them are late. */
  readonly asked: number
  readonly late: number
}

/** F06 日報. Counts and case numbers only. */
export function digestMessage(config: Config, { day, alerts, waiting, oldest, asked, late }: DigestTold): LineMessageJson {
  return flexCard({
    altText: `【日次】${shortDayInJapanese(day).replace(/\(.\)$/, '')}の報告`,
    tone: 'attention',
    label: '日次',
    title: '日次の報告',
    rows: [
      `新しい日次の検知 ${alerts}件`,
      `未対応の案件 ${waiting}件`,
      ...(oldest ? [`最も古い未対応 ${oldest.number}（受付 ${shortDayInJapanese(oldest.openedOn)}）`] : []),
      ...(asked > 0 ? [`事実確認の回答待ち ${asked}件（期限切れ ${late}）`] : []),
    ],
    buttons: [
      { label: '未対応を見る', url: liffUrl(config, '/office/cases?u=daily&s=opened') },
      ...(oldest ? [{ label: '最も古い案件を開く', url: liffUrl(config, `/office/cases/${oldest.caseId}`) }] : []),
    ],
  })
}

export interface ReportTold {
  readonly month: Month
  readonly payments: number
  readonly opened: number
  readonly confirmed: number
  readonly cleared: number
  readonly going: number
  /** Sampled payments that nobody has looked at. */
  readonly unmarked: number
}

/** F07 月報 */
export function reportMessage(config: Config, { month, payments, opened, confirmed, cleared, going, unmarked }: ReportTold): LineMessageJson {
  const page = `/office/reports/${month}`
  return flexCard({
    altText: `【月次】${monthInJapanese(month)}の報告ができました`,
    tone: 'info',
    label: '月次',
    title: '月次の報告',
    rows: [
      `支払い ${payments.toLocaleString('ja-JP')}件`,
      `案件 ${opened}件（確定 ${confirmed}・問題なし ${cleared}・継続 ${going}）`,
      ...(unmarked > 0 ? [`無作為点検 ${unmarked}件が未判定です`] : []),
    ],
    buttons: [
      { label: '月報を開く', url: liffUrl(config, page) },
      ...(unmarked > 0 ? [{ label: '点検を開く', url: liffUrl(config, `${page}#sample`) }] : []),
    ],
  })
}
