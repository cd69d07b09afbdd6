import type { Config } from '../config.ts'
import { momentInJapanese } from '../core/time.ts'
import { flexCard } from '../line/flex.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { liffUrl } from '../line/liff-url.ts'

export const deviceTitle = '新しい端末で利用が始まりました'

export interface DeviceTold {
  readonly kind: 'customer' | 'staff' | 'officer'
  readonly deviceId: string
  readonly userAgent: string
  readonly at: Date
}

/**
 * F19 新しい端末. Both answers are safe to press: one only says that all is well, the other only takes away. A customer
 * stops their payments on the page that does it; staff and officers end what was begun on that device.
 */
export function deviceMessage(config: Config, { kind, deviceId, userAgent, at }: DeviceTold): LineMessageJson {
  const postback = (act: string) => new URLSearchParams({ act, device: deviceId }).toString()
  return flexCard({
    altText: '新しい端末についてのお知らせ',
    tone: 'attention',
    label: '確認のお願い',
    title: deviceTitle,
    rows: [momentInJapanese(at), deviceInWords(userAgent), 'ご自身でない場合は、すぐに止めてください。'],
    buttons: [
      { label: 'わたしです', postback: postback('device-mine') },
      kind === 'customer' ? { label: '支払いを止める', url: liffUrl(config, '/stop') } : { label: '使えなくする', postback: postback('device-not-mine') },
    ],
  })
}

/** 「iPhone・LINEアプリ」: what a person recognises, never the whole line that a browser sends. */
export function deviceInWords(userAgent: string): string {
  const machine = machines.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'そのほかの端末'
  return `${machine}・${/\bLine\//i.test(userAgent) ? 'LINEアプリ' : 'ブラウザ'}`
}

const machines = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android.*Mobile/, 'Android（スマートフォン）'],
  [/Android/, 'Android（タブレット）'],
  [/Windows/, 'Windowsのパソコン'],
  [/Macintosh/, 'Mac'],
  [/Linux/, 'Linuxのパソコン'],
] as const
