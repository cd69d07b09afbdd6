import type { Sentence } from '../../../approval/contract.ts'

/** Why money waits in suspense, as officers read it. */
const words: Readonly<Record<string, Sentence>> = {
  'unknown-reference': { ja: '番号に当てはまる方がいません。', en: 'Nobody has the number it was paid for.' },
  'wrong-amount': { ja: '申し込みとちがう金額です。', en: 'The amount differs from the one that was announced.' },
  'wrong-currency': { ja: '日本円ではありません。', en: 'It is not in yen.' },
  'not-understood': { ja: '通知の内容を読み取れません。', en: 'The notification cannot be read.' },
  'customer-closed': { ja: '退会した方への入金です。', en: 'The customer has left the programme.' },
  'after-last-day': { ja: '商品券の期間が終わっています。', en: 'The vouchers’ last day has passed.' },
  'over-holding-limit': { ja: '残高の上限を超えます。', en: 'The balance would be over its limit.' },
  'over-purchase-cap': { ja: 'お一人の購入上限を超えます。', en: 'It is more than one person can buy.' },
  'top-up-stopped': { ja: 'チャージの受付を止めています。再開すると自動で処理します。', en: 'Top-ups are stopped. It is booked by itself when they are taken again.' },
  surplus: { ja: '請求額より多い返済の残りです。', en: 'It is what was left over of a repayment.' },
}

/** Reasons of earlier versions read as themselves. */
export const whyWords = (why: string): Sentence => words[why] ?? { ja: why, en: why }

export const stateWords: Readonly<Record<'open' | 'assigning' | 'assigned' | 'returned' | 'reversed', Sentence>> = {
  open: { ja: '未処理', en: 'open' },
  assigning: { ja: '充当の処理中', en: 'being booked' },
  assigned: { ja: '充当済み', en: 'assigned' },
  returned: { ja: '返還済み', en: 'returned' },
  reversed: { ja: '決済会社が取り消し', en: 'taken back by the provider' },
}
