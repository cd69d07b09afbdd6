import type { Config } from '../config.ts'
import { momentInJapanese, timeInJapanese } from '../core/time.ts'
import { yenSign } from '../core/yen.ts'
import { flexCard } from '../line/flex.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { liffUrl } from '../line/liff-url.ts'

export interface Receipt {
  readonly paymentId: string
  readonly amount: bigint
  readonly balanceAfter: bigint
  readonly storeName: string
  readonly matchNumber: string
  readonly mode: keyof typeof ways
  readonly paidAt: Date
}

/** F02: what a customer is told after paying. The store's name is a plain text of the card, so nothing in it can act. */
export function receiptForCustomer(config: Config, { paymentId, amount, balanceAfter, storeName, matchNumber, paidAt }: Receipt): LineMessageJson {
  return flexCard({
    altText: `お支払いが完了しました ${yenSign(amount)}`,
    tone: 'ok',
    label: '完了',
    title: 'お支払いが完了しました',
    amount: yenSign(amount),
    rows: [storeName, momentInJapanese(paidAt), `照合番号 ${matchNumber}`, `残り ${yenSign(balanceAfter)}`],
    note: '覚えがないときは、すぐにお知らせください。',
    buttons: [
      { label: '領収を見る', url: liffUrl(config, `/payments/${paymentId}`) },
      { label: '覚えがない', url: liffUrl(config, `/payments/${paymentId}/report`) },
    ],
    size: 'mega',
  })
}

const ways = { poster: 'QRコード', number: 'お店の番号', request: '金額QR', code: 'コード' } as const

/** F04: what the store's staff are told. Nothing about who paid, and no balance. */
export function receiptForStaff(config: Config, { amount, matchNumber, mode, paidAt }: Receipt): LineMessageJson {
  return flexCard({
    altText: `${yenSign(amount)} 受け取りました（${matchNumber}）`,
    tone: 'ok',
    label: '入金',
    title: '受け取りました',
    amount: yenSign(amount),
    rows: [timeInJapanese(paidAt), `照合番号 ${matchNumber}`, `方法 ${ways[mode]}`],
    buttons: [{ label: '受付を見る', url: liffUrl(config, '/store') }],
    size: 'mega',
  })
}
