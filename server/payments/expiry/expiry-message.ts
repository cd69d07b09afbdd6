import type { Config } from '../../config.ts'
import { dayInJapanese, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import { flexCard } from '../../line/flex.ts'
import type { LineMessageJson } from '../../line/gateway.ts'
import { liffUrl } from '../../line/liff-url.ts'

export interface ExpiryTold {
  readonly daysLeft: number
  readonly expiresOn: Day
  /** What can be used until then, of every kind. */
  readonly amount: bigint
}

export const expiryTitle = ({ daysLeft }: Pick<ExpiryTold, 'daysLeft'>): string => `あと${daysLeft}日で期限です`

/** F21 期限の案内. */
export function expiryMessage(config: Config, told: ExpiryTold): LineMessageJson {
  return flexCard({
    altText: '商品券の期限が近づいています',
    tone: 'attention',
    label: '期限が近い',
    title: expiryTitle(told),
    rows: [`使える金額 ${yenSign(told.amount)}`, `${dayInJapanese(told.expiresOn)}まで`],
    buttons: [{ label: '使えるお店', url: liffUrl(config, '/pay/number#search') }],
  })
}
