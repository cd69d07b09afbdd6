import type { Config } from '../../config.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { contact } from '../words.ts'

/** Shows on the lock screen, so it says nothing. */
const important = 'みまもりペイから大切なお知らせがあります'

export const paperTitles = { withdrawn: '返済のお願いの取り消し', waived: '返済についてのお知らせ' } as const

interface DemandTold {
  readonly demandId: string
  readonly number: string
}

/** F13, when a demand is withdrawn: its number goes, another one follows. */
export function withdrawnMessage(config: Config, { demandId, number }: DemandTold): LineMessageJson {
  return flexCard({
    altText: important,
    tone: 'brand',
    label: '大切なお知らせ',
    title: paperTitles.withdrawn,
    rows: [`${number} を取り消し、あらためてお知らせします`, 'この請求番号では、お支払いをなさらないでください。', `お問い合わせ ${contact}`],
    buttons: [{ label: '内容を見る', url: liffUrl(config, `/repayments/${demandId}`) }],
  })
}

/** F13, when what is left is let off. No amount. */
export function waivedMessage(config: Config, { demandId, number }: DemandTold): LineMessageJson {
  return flexCard({
    altText: important,
    tone: 'ok',
    label: '大切なお知らせ',
    title: paperTitles.waived,
    rows: [`請求番号 ${number}`, '残りのお支払いは、必要がなくなりました。', 'お支払いの再開は、別にお知らせします。', `お問い合わせ ${contact}`],
    buttons: [{ label: '内容を見る', url: liffUrl(config, `/repayments/${demandId}`) }],
  })
}
