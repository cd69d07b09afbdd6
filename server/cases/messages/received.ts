import type { Config } from '../../config.ts'
import { dayOf, shortDayInJapanese, timeInJapanese, type Day } from '../../core/time.ts'
import { flexCard } from '../../line/flex.ts'
import { liffUrl } from '../../line/liff-url.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { contact } from '../words.ts'

export interface ReportTold {
  readonly paymentId: string
  readonly number: string
  readonly replyBy: Date
  readonly stopped: boolean
}

/** F17 報告受付 */
export function reportMessage(config: Config, { paymentId, number, replyBy, stopped }: ReportTold): LineMessageJson {
  return flexCard({
    altText: 'ご報告を受け付けました',
    tone: 'ok',
    label: '受付',
    title: 'ご報告を受け付けました',
    rows: [
      `受付番号 ${number}`,
      `${shortDayInJapanese(dayOf(replyBy))} ${timeInJapanese(replyBy)}までにお返事します。`,
      stopped ? 'お支払いは安全のため止めています。' : 'お支払いはこれまでどおり使えます。',
    ],
    buttons: [{ label: '経過を見る', url: liffUrl(config, `/payments/${paymentId}/report`) }, ...(stopped ? [] : [{ label: '支払いを止める', postback: 'act=stop-mine' }])],
  })
}

/** An appeal was received: number and until when, and nothing of what it is about. */
export function appealReceivedMessage(config: Config, told: { readonly number: string; readonly dueOn: Day; readonly path: string }): LineMessageJson {
  return flexCard({
    altText: 'みまもりペイからお知らせがあります',
    tone: 'ok',
    label: '受付',
    title: 'お申し出を受け付けました',
    rows: [`受付番号 ${told.number}`, `${shortDayInJapanese(told.dueOn)}までにお返事します。`, '確認しているあいだは、催促をいたしません。'],
    buttons: [{ label: '経過を見る', url: liffUrl(config, told.path) }],
  })
}

/** An appeal was decided. The result itself is shown after sign-in. */
export function appealDecidedMessage(config: Config, told: { readonly number: string; readonly path: string }): LineMessageJson {
  return flexCard({
    altText: 'みまもりペイから大切なお知らせがあります',
    tone: 'info',
    label: '大切なお知らせ',
    title: 'お申し出へのお返事',
    rows: [`受付番号 ${told.number}`, '結果と理由は、下のボタンからご確認ください。', `お問い合わせ ${contact}`],
    buttons: [{ label: '結果を見る', url: liffUrl(config, told.path) }],
  })
}
