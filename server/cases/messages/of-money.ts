import type { Config } from '../../config.ts'
import { shortDayInJapanese, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'
import { whyWords } from '../../payments/money-in/suspense/words.ts'

/** What officers on duty are told about money that came in or went back: figures and numbers, never whose it is. */
export type MoneyTold =
  | { readonly about: 'many-in-suspense'; readonly count: number; readonly total: bigint }
  | { readonly about: 'suspense'; readonly number: string; readonly amount: bigint | null; readonly why: string }
  | { readonly about: 'paid-late' | 'other-amount' | 'claim'; readonly pspRef: string; readonly amount: bigint }
  | { readonly about: 'reconciliation'; readonly day: Day; readonly extra: number; readonly mismatched: number }

export function moneyMessage(config: Config, told: MoneyTold): LineMessageJson {
  const page = liffUrl(config, told.about === 'reconciliation' ? '/office/money?view=days' : '/office/money')
  const { title, rows, tone } = wordsOf(told)
  return flexCard({ altText: title, tone, label: '入金', title, rows, buttons: [{ label: '内容を確認する', url: page }] })
}

function wordsOf(told: MoneyTold): { title: string; rows: string[]; tone: 'attention' | 'danger' } {
  switch (told.about) {
    case 'suspense':
      return {
        title: `照合できない入金 ${told.amount === null ? '（金額不明）' : yenSign(told.amount)}（照会番号 ${told.number}）`, tone: 'attention',
        rows: [whyWords(told.why).ja, '入金先の確認をお願いいたします。'],
      }
    case 'many-in-suspense':
      return { title: `照合できない入金が${told.count}件あります（合計 ${yenSign(told.total)}）`, tone: 'danger', rows: ['この1時間の件数です。決済会社の障害や番号の誤りがないか、ご確認ください。'] }
    case 'paid-late':
      return { title: `期限後の入金 ${yenSign(told.amount)}`, tone: 'attention', rows: [`照会番号 ${told.pspRef}`, '期限切れ・失敗の後に入金がありました。通常どおり処理しています。'] }
    case 'other-amount':
      return { title: `金額のちがう通知 ${yenSign(told.amount)}`, tone: 'attention', rows: [`照会番号 ${told.pspRef}`, '同じ入金について、前とちがう金額の通知がありました。決済会社に確認してください。'] }
    case 'claim':
      return { title: `入金の取り消し・使用済み ${yenSign(told.amount)}`, tone: 'danger', rows: [`照会番号 ${told.pspRef}`, '取り消された入金の一部がすでに使われています。使用済みの分は請求が必要です。'] }
    case 'reconciliation':
      return {
        title: `決済会社の明細と一致しません（${shortDayInJapanese(told.day)}）`, tone: 'danger',
        rows: [`こちらだけにある入金 ${told.extra}件`, `金額のちがう入金 ${told.mismatched}件`],
      }
  }
}
