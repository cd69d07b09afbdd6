import type { Config } from '../../config.ts'
import { dayInEnglish, dayInJapanese, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'

export interface ExpiryTold {
  readonly daysLeft: number
  readonly expiresOn: Day
  /** What can be used until then, of every kind. */
  readonly amount: bigint
  readonly language: 'ja' | 'en'
}

export const expiryTitle = ({ daysLeft, language }: Pick<ExpiryTold, 'daysLeft' | 'language'>): string =>
  language === 'en' ? (daysLeft === 1 ? 'One day left' : `${daysLeft} days left`) : `あと${daysLeft}日で期限です`

/** F21 期限の案内. */
export function expiryMessage(config: Config, told: ExpiryTold): LineMessageJson {
  const inEnglish = told.language === 'en'
  const amount = yenSign(told.amount)
  return flexCard({
    altText: inEnglish ? 'Your vouchers expire soon' : '商品券の期限が近づいています',
    tone: 'attention',
    label: inEnglish ? 'Expires soon' : '期限が近い',
    title: expiryTitle(told),
    rows: inEnglish ? [`You can use ${amount}`, `until ${dayInEnglish(told.expiresOn)}`] : [`使える金額 ${amount}`, `${dayInJapanese(told.expiresOn)}まで`],
    buttons: [{ label: inEnglish ? 'Stores' : '使えるお店', url: liffUrl(config, '/pay/number#search') }],
  })
}
