import type { Config } from '../../config.ts'
import { dayInJapanese, shortDayInJapanese, timeInJapanese, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import { liffUrl } from '../../line/liff-url.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { contact } from '../words.ts'

/** Shows on the lock screen, so it says nothing. */
const important = 'みまもりペイから大切なお知らせがあります'
const ordinary = 'みまもりペイからお知らせがあります'

export const noticeTitles = {
  F10: 'お支払いを一時的に止めています',
  F11: 'お支払いを再開しました',
  F12: 'お支払いのご確認をお願いします',
  F13: '返済のお願い',
  F15: 'お支払いを受け取りました',
  F16: '返済が終わりました',
} as const

/** F10 一時停止. Neither why nor which payment: that is told to whoever asks, after sign-in. */
export function stoppedMessage(config: Config, told: { readonly reviewBy: Day }): LineMessageJson {
  return flexCard({
    altText: important,
    tone: 'stopped',
    label: '一時停止',
    title: noticeTitles.F10,
    rows: [
      'ご確認が必要なお支払いがあったためです。残高は変わっていません。',
      `確認の目安 ${shortDayInJapanese(told.reviewBy)}まで`,
      'お心当たりや、ご事情のある方はお知らせください。',
      `お問い合わせ ${contact}`,
    ],
    buttons: [
      { label: '内容を見る', url: liffUrl(config, '/stopped') },
      { label: '事情を説明する', url: liffUrl(config, '/stopped/explain') },
    ],
  })
}

/** F11 再開 */
export function resumedMessage(config: Config, told: { readonly balance: bigint; readonly afterRepayment: boolean }): LineMessageJson {
  return flexCard({
    altText: important,
    tone: 'ok',
    label: '再開',
    title: noticeTitles.F11,
    rows: [
      told.afterRepayment ? '返済が終わりましたので、お支払いを再開しました。' : '確認が終わりました。ご不便をおかけし、申し訳ありませんでした。',
      `使える金額 ${yenSign(told.balance)}`,
    ],
    buttons: [
      { label: '支払う', url: liffUrl(config, '/pay') },
      { label: 'お問い合わせ', url: liffUrl(config, '/help') },
    ],
  })
}

export interface QuestionTold {
  readonly questionId: string
  readonly amount: bigint
  readonly paidAt: Date
  readonly storeName: string
}

/** F12 本人確認. Both buttons are postbacks: LINE itself says whose phone they were pressed on, and stopping has to work at once. */
export function questionMessage({ questionId, amount, paidAt, storeName }: QuestionTold): LineMessageJson {
  const postback = (act: string) => new URLSearchParams({ act, question: questionId }).toString()
  return flexCard({
    altText: noticeTitles.F12,
    tone: 'attention',
    label: 'ご確認',
    title: 'このお支払いは、あなたですか？',
    amount: yenSign(amount),
    rows: [timeInJapanese(paidAt), storeName, 'ちがう場合は、すぐに支払いを止めます。'],
    buttons: [
      { label: 'はい、わたしです', postback: postback('mine') },
      { label: 'ちがいます（止める）', postback: postback('not-mine') },
    ],
  })
}

/** F13 返済のお願い. No amount, no reason, no store. */
export function demandMessage(config: Config, told: { readonly demandId: string; readonly number: string; readonly dueOn: Day }): LineMessageJson {
  return flexCard({
    altText: important,
    tone: 'brand',
    label: '大切なお知らせ',
    title: noticeTitles.F13,
    size: 'mega',
    rows: [
      '事務局からの大切なご連絡です。',
      `請求番号 ${told.number}`,
      `期限 ${dayInJapanese(told.dueOn)}`,
      '金額・理由・お支払い方法は、下のボタンからご確認ください。口座番号をトークでお送りすることはありません。',
      '一度にお支払いがむずかしい方、内容に納得できない方は、ご相談ください。',
    ],
    buttons: [
      { label: '内容を見る', url: liffUrl(config, `/repayments/${told.demandId}`) },
      { label: '相談する', url: liffUrl(config, '/help') },
    ],
  })
}

export interface RepaymentTold {
  readonly demandId: string
  readonly number: string
  readonly receivedOn: Day
}

/** F15 一部受領. `dueOn`: null when nothing is asked for any more, and all of it was too much. */
export function partReceivedMessage(config: Config, told: RepaymentTold & { readonly dueOn: Day | null }): LineMessageJson {
  return flexCard({
    altText: ordinary,
    tone: 'ok',
    label: '受領',
    title: noticeTitles.F15,
    rows: [
      `受け取った日 ${dayInJapanese(told.receivedOn)}`,
      `請求番号 ${told.number}`,
      ...(told.dueOn === null ? [] : [`次の期限 ${dayInJapanese(told.dueOn)}`]),
      '金額と残りは、下のボタンからご確認ください。',
    ],
    buttons: [{ label: '内容を見る', url: liffUrl(config, `/repayments/${told.demandId}`) }],
  })
}

/** F16 完済 */
export function repaidMessage(config: Config, told: RepaymentTold): LineMessageJson {
  return flexCard({
    altText: ordinary,
    tone: 'ok',
    label: '完済',
    title: noticeTitles.F16,
    rows: [
      'すべてのお支払いを確認しました。ありがとうございました。',
      `請求番号 ${told.number}`,
      `完了日 ${dayInJapanese(told.receivedOn)}`,
      'お支払いの再開は、別にお知らせします。',
    ],
    buttons: [{ label: '完了の証明を見る', url: liffUrl(config, `/repayments/${told.demandId}`) }],
  })
}
