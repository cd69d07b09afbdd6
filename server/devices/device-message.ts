import type { Config } from '../config.ts'
import { momentInEnglish, momentInJapanese } from '../core/time.ts'
import { flexCard } from '../line/flex.ts'
import type { LineMessageJson } from '../line/gateway.ts'
import { liffUrl } from '../line/liff-url.ts'
import type { Device } from './contract.ts'

export type Language = 'ja' | 'en'

const words = {
  ja: {
    alt: '新しい端末についてのお知らせ', label: '確認のお願い', title: '新しい端末で利用が始まりました', stopIt: 'ご自身でない場合は、すぐに止めてください。',
    mine: 'わたしです', stopPayments: '支払いを止める', block: '使えなくする', line: 'LINEアプリ', browser: 'ブラウザ',
  },
  en: {
    alt: 'About a new device', label: 'Please check', title: 'A new device is in use', stopIt: 'If this was not you, please stop it at once.',
    mine: 'It was me', stopPayments: 'Stop paying', block: 'Block it', line: 'LINE app', browser: 'browser',
  },
} as const

export const deviceTitle = (language: Language): string => words[language].title

export interface DeviceTold {
  readonly kind: 'customer' | 'staff' | 'officer'
  readonly deviceId: string
  readonly userAgent: string
  readonly at: Date
  readonly language: Language
}

/**
 * F19 新しい端末. Both answers are safe to press: one only says that all is well, the other only takes away. A customer
 * stops their payments on the page that does it; staff and officers end what was begun on that device.
 */
export function deviceMessage(config: Config, { kind, deviceId, userAgent, at, language }: DeviceTold): LineMessageJson {
  const { alt, label, title, stopIt, mine, stopPayments, block } = words[language]
  const postback = (act: string) => new URLSearchParams({ act, device: deviceId }).toString()
  return flexCard({
    altText: alt,
    tone: 'attention',
    label,
    title,
    rows: [language === 'en' ? momentInEnglish(at) : momentInJapanese(at), deviceInWords(userAgent, language), stopIt],
    buttons: [
      { label: mine, postback: postback('device-mine') },
      kind === 'customer' ? { label: stopPayments, url: liffUrl(config, '/stop') } : { label: block, postback: postback('device-not-mine') },
    ],
  })
}

/** 「iPhone・LINEアプリ」: what a person recognises, never the whole line that a browser sends. */
export function deviceInWords(userAgent: string, language: Language): string {
  const { line, browser } = words[language]
  const parts = [machineWords[machineOf(userAgent)][language], inLine(userAgent) ? line : browser]
  return parts.join(language === 'en' ? ', ' : '・')
}

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

const same = (name: string) => ({ ja: name, en: name })
const machineWords: Readonly<Record<Machine, Readonly<Record<Language, string>>>> = {
  iphone: same('iPhone'),
  ipad: same('iPad'),
  'android-phone': { ja: 'Android（スマートフォン）', en: 'Android phone' },
  'android-tablet': { ja: 'Android（タブレット）', en: 'Android tablet' },
  windows: { ja: 'Windowsのパソコン', en: 'Windows computer' },
  mac: same('Mac'),
  linux: { ja: 'Linuxのパソコン', en: 'Linux computer' },
  other: { ja: 'そのほかの端末', en: 'Another device' },
}
