import type { Config } from '../../config.ts'
import { dayOf, shortDayInJapanese, timeInJapanese } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import { liffUrl } from '../../line/liff-url.ts'
import type { LineMessageJson } from '../../line/gateway.ts'

export interface FactCheckTold {
  readonly factCheckId: string
  readonly dueAt: Date
  readonly payments: readonly { readonly paidAt: Date; readonly amount: bigint; readonly matchNumber: string }[]
}

/** F08 事実確認. Says which payments, never whose, and not why. */
export function factCheckMessage(config: Config, { factCheckId, dueAt, payments }: FactCheckTold): LineMessageJson {
  const [first, ...others] = payments
  const more = others.length > 0 ? `ほか${others.length}件` : ''
  const line = first
    ? `${dayInWords(first.paidAt)} ${timeInJapanese(first.paidAt)} ${yenSign(first.amount)}（照合番号 ${first.matchNumber}）${more}`
    : ''
  return flexCard({
    altText: '事務局から確認のお願いがあります',
    tone: 'attention',
    label: '確認のお願い',
    title: '事実確認のお願い',
    rows: [
      'いつもご協力いただき、ありがとうございます。次のお支払いについて、記録の確認をお願いいたします。',
      line,
      `回答の期限 ${timeInJapanese(dueAt)}`,
      'お客さまご本人への声かけは不要です。',
    ],
    buttons: [
      { label: '回答する', url: liffUrl(config, `/store/fact-checks/${factCheckId}`) },
      { label: '確認しました', postback: new URLSearchParams({ act: 'fact-check-seen', check: factCheckId }).toString() },
    ],
  })
}

/** F09 事実確認の催促, half an hour before the time. */
export function factCheckReminder(config: Config, factCheckId: string): LineMessageJson {
  return flexCard({
    altText: '確認のお願いの期限が近づいています',
    tone: 'attention',
    label: '確認のお願い',
    title: '回答をお待ちしています',
    rows: ['期限まであと30分です。分からない項目は『分からない』でかまいません。'],
    buttons: [{ label: '回答する', url: liffUrl(config, `/store/fact-checks/${factCheckId}`) }],
  })
}

/** 11月23日: the weekday adds nothing to a payment of today. */
const dayInWords = (moment: Date): string => shortDayInJapanese(dayOf(moment)).replace(/\(.\)$/, '')
