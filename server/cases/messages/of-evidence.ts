import type { Config } from '../../config.ts'
import { timeInJapanese } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'

export type CustomerSaid = 'mine' | 'not-mine' | 'explained'

const saidWords: Readonly<Record<CustomerSaid, string>> = {
  mine: '本人の回答：はい、わたしです',
  'not-mine': '本人の回答：ちがいます。支払いを止めています。',
  explained: '本人から事情の説明がありました。',
}

/** To the case's officer: the customer has said something. What exactly is on the screen only. */
export function customerSaidMessage(config: Config, told: { readonly caseId: string; readonly caseNumber: string; readonly said: CustomerSaid }): LineMessageJson {
  return flexCard({
    altText: `本人の回答 ${told.caseNumber}`,
    tone: told.said === 'not-mine' ? 'danger' : 'info',
    label: '本人',
    title: `本人の回答・${told.caseNumber}`,
    rows: [saidWords[told.said]],
    buttons: [{ label: '案件を開く', url: liffUrl(config, `/office/cases/${told.caseId}`) }],
  })
}

export interface StoreReportTold {
  readonly storeCode: string
  readonly amount: bigint
  readonly seenAt: Date
  readonly photos: number
}

/** To officers on duty: a store saw a screen that said paid, and nothing came. */
export function storeReportMessage(config: Config, { storeCode, amount, seenAt, photos }: StoreReportTold): LineMessageJson {
  return flexCard({
    altText: `入金がないという申し出（${storeCode}）`,
    tone: 'attention',
    label: '申し出',
    title: '入金がないという申し出',
    rows: [`店舗 ${storeCode}`, `${timeInJapanese(seenAt)} ${yenSign(amount)}`, ...(photos > 0 ? [`写真 ${photos}枚`] : []), '商品を渡す前に、店舗へ電話で確認してください。'],
    buttons: [{ label: '支払いを調べる', url: liffUrl(config, `/office/payments?store=${encodeURIComponent(storeCode)}`) }],
  })
}

/** To officers on duty: a file was refused. Who sent it is in the audit log. */
export function infectedFileMessage(config: Config, told: { readonly from: 'customer' | 'staff' | 'officer'; readonly at: Date }): LineMessageJson {
  const senders = { customer: '利用者', staff: '店舗', officer: '職員' } as const
  return flexCard({
    altText: 'ウイルスの疑いがあるファイルを断りました',
    tone: 'danger',
    label: '安全',
    title: 'ファイルを受け取りませんでした',
    rows: [`${timeInJapanese(told.at)} ${senders[told.from]}から送られたファイルに、ウイルスの疑いがありました。`, 'ファイルは保存していません。'],
    buttons: [{ label: '監査ログを見る', url: liffUrl(config, '/office/audit') }],
  })
}
