import type { Config } from '../config.ts'
import { momentInJapanese } from '../core/time.ts'
import { flexCard } from '../line/flex.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { liffUrl } from '../line/liff-url.ts'
import type { Device } from './contract.ts'

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
export const deviceInWords = (userAgent: string): string => `${machineWords[machineOf(userAgent)]}・${inLine(userAgent) ? 'LINEアプリ' : 'ブラウザ'}`

export const machineOf = (userAgent: string): Machine => machines.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other'

/** Whether LINE's own browser showed the page. */
export const inLine = (userAgent: string): boolean => /\bLine\//i.test(userAgent)

type Machine = Device['machine']

const machines: readonly (readonly [RegExp, Machine])[] = [
  [/iPhone/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Android.*Mobile/, 'android-phone'],
  [/Android/, 'android-tablet'],
  [/Windows/, 'windows'],
  [/Macintosh/, 'mac'],
  [/Linux/, 'linux'],
]

const machineWords: Readonly<Record<Machine, string>> = {
  iphone: 'iPhone',
  ipad: 'iPad',
  'android-phone': 'Android（スマートフォン）',
  'android-tablet': 'Android（タブレット）',
  windows: 'Windowsのパソコン',
  mac: 'Mac',
  linux: 'Linuxのパソコン',
  other: 'そのほかの端末',
}
