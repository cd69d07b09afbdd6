import type { Config } from '../../config.ts'
import { timeInJapanese } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import { liffUrl } from '../../line/liff-url.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { targetWords, type TargetKind } from '../stops/targets/target.ts'
import { contact } from '../words.ts'

export type StoreTarget = 'acceptance' | 'payouts'

const whatIs = { acceptance: '受付', payouts: 'お振込み' } as const
const pageOf = { acceptance: '/store', payouts: '/store/menu' } as const

/** F23 お店の一時停止. Nothing of the case. */
export function storeStoppedMessage(config: Config, { target, unpaid }: { readonly target: StoreTarget; readonly unpaid: bigint | null }): LineMessageJson {
  return flexCard({
    altText: '事務局から大切なお知らせがあります',
    tone: 'stopped',
    label: '一時停止',
    title: `${whatIs[target]}を一時的に止めています`,
    rows: ['確認が必要な事項があるためです。', `対象 ${whatIs[target]}${unpaid === null ? '' : ` ${yenSign(unpaid)}`}`, `お問い合わせ ${contact}`],
    buttons: [{ label: '内容を見る', url: liffUrl(config, pageOf[target]) }],
  })
}

/** F23, when it is over. */
export function storeResumedMessage(config: Config, { target }: { readonly target: StoreTarget }): LineMessageJson {
  return flexCard({
    altText: '事務局から大切なお知らせがあります',
    tone: 'ok',
    label: '再開',
    title: `${whatIs[target]}を再開しました`,
    rows: ['確認が終わりました。ご協力ありがとうございました。', `お問い合わせ ${contact}`],
    buttons: [{ label: '内容を見る', url: liffUrl(config, pageOf[target]) }],
  })
}

export interface StopEnding {
  readonly caseId: string
  readonly caseNumber: string
  readonly target: TargetKind
  readonly lapsesAt: Date
  readonly hoursLeft: number
}

/** F05, before a provisional stop of a store or a device ends by itself. */
export function stopEndsMessage(config: Config, told: StopEnding): LineMessageJson {
  return flexCard({
    altText: `【即時】確認が必要な案件 ${told.caseNumber}`,
    tone: 'danger',
    label: '即時',
    title: `即時・${told.caseNumber}`,
    rows: [`${targetWords[told.target].ja}の仮の停止は${timeInJapanese(told.lapsesAt)}に終わります（あと${told.hoursLeft}時間以内）。`, '続けるときは、停止の確定を起案してください。'],
    buttons: [{ label: '案件を開く', url: liffUrl(config, `/office/cases/${told.caseId}`) }],
  })
}
