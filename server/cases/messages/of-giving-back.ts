import type { Config } from '../../config.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { contact } from '../words.ts'

/** Shows on the lock screen, so it says nothing. */
const ordinary = 'みまもりペイからお知らせがあります'

export const returnTitles = { due: 'お返しするお金があります', returned: 'お金をお返ししました', surplus: '多くお支払いいただいた分をお返ししました' } as const
export type ReturnTold = keyof typeof returnTitles

interface DemandTold {
  readonly demandId: string
  readonly number: string
}

/** F13, when what was repaid has to go back. How much, and how: in the mini-app and on the telephone, never here. */
export const returnDueMessage = (config: Config, told: DemandTold): LineMessageJson =>
  card(config, told, returnTitles.due, ['確認の結果、返済の必要がなくなりました。受け取ったお金をお返しします。', '返し方は、事務局からご連絡します。口座番号をトークでおたずねすることはありません。'])

/** F13, when it went back. */
export const returnedMessage = (config: Config, told: DemandTold): LineMessageJson =>
  card(config, told, returnTitles.returned, ['金額と日付は、下のボタンからご確認ください。'])

/** F13, when what was paid too much went back. */
export const surplusReturnedMessage = (config: Config, told: DemandTold): LineMessageJson =>
  card(config, told, returnTitles.surplus, ['金額は、下のボタンからご確認ください。'])

const card = (config: Config, { demandId, number }: DemandTold, title: string, rows: readonly string[]): LineMessageJson =>
  flexCard({
    altText: ordinary,
    tone: 'ok',
    label: 'お知らせ',
    title,
    rows: [`請求番号 ${number}`, ...rows, `お問い合わせ ${contact}`],
    buttons: [{ label: '内容を見る', url: liffUrl(config, `/repayments/${demandId}`) }],
  })
