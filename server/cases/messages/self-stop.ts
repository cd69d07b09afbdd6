import type { Config } from '../../config.ts'
import { timeInJapanese } from '../../core/time.ts'
import { flexCard } from '../../line/flex.ts'
import { liffUrl } from '../../line/liff-url.ts'
import type { LineMessageJson } from '../../line/gateway.ts'

/** F22 自分で停止 */
export function selfStoppedMessage(config: Config, told: { readonly stoppedAt: Date }): LineMessageJson {
  return flexCard({
    altText: 'みまもりペイからお知らせがあります',
    tone: 'stopped',
    label: '停止',
    title: 'お支払いを止めました',
    rows: [`ご自分の操作で、${timeInJapanese(told.stoppedAt)}に止めました。残高はなくなりません。`, 'LINEの乗っ取りが心配な方は、LINEのパスワードも変えてください。'],
    buttons: [
      { label: '再開を申し込む', url: liffUrl(config, '/stopped') },
      { label: 'お問い合わせ', url: liffUrl(config, '/help') },
    ],
  })
}
