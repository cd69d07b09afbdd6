import type { Config } from '../../config.ts'
import { momentInJapanese, timeInJapanese } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'

export interface MoneyBack {
  readonly kind: 'void' | 'refund'
  readonly paymentId: string
  readonly amount: bigint
  readonly storeName: string
  readonly paidAt: Date
  readonly matchNumber: string
  readonly balanceAfter: bigint
}

const words = {
  void: { alt: 'お支払いが取り消されました', title: '取り消されました', label: '取消', notice: '取消' },
  refund: { alt: '返金がありました', title: '返金しました', label: '返金', notice: '返金' },
} as const

export const noticeTitle = ({ kind, amount }: Pick<MoneyBack, 'kind' | 'amount'>): string => `${words[kind].notice} ${yenSign(amount)}`

/** F03: money went back to a customer, by the store on the same day (取消) or by the secretariat later (返金). */
export function backToCustomer(config: Config, { kind, paymentId, amount, storeName, paidAt, matchNumber, balanceAfter }: MoneyBack): LineMessageJson {
  const said = words[kind]
  const when = kind === 'void' ? timeInJapanese(paidAt) : momentInJapanese(paidAt)
  return flexCard({
    altText: `${said.alt} ${yenSign(amount)}`,
    tone: 'info',
    label: said.label,
    title: said.title,
    rows: [`${yenSign(amount)} を残高に戻しました`, storeName, `もとの支払い ${when}（照合番号 ${matchNumber}）`, `残り ${yenSign(balanceAfter)}`],
    buttons: [{ label: '内容を見る', url: liffUrl(config, `/payments/${paymentId}`) }],
    size: 'mega',
  })
}

/** To the store whose payment the secretariat refunded: nothing about who paid, and not why. */
export function refundToStore(config: Config, { paymentId, amount, paidAt, matchNumber }: Omit<MoneyBack, 'balanceAfter' | 'storeName' | 'kind'>): LineMessageJson {
  return flexCard({
    altText: `事務局が返金しました ${yenSign(amount)}`,
    tone: 'info',
    label: '返金',
    title: '事務局が返金しました',
    amount: yenSign(amount),
    rows: [`もとの支払い ${momentInJapanese(paidAt)}（照合番号 ${matchNumber}）`, '次の精算から差し引きます。'],
    buttons: [{ label: '支払いを見る', url: liffUrl(config, `/store/payments/${paymentId}`) }],
  })
}
