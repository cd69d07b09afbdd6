/**
 * What a fraud is about, whatever rule saw it. Alerts are unique by typology, subject and window, and weak signals of one
 * typology add up. Exported names are what officers read.
 */
export const typologies = {
  simultaneous: { ja: '同時刻・遠距離の決済', en: 'Payments at two places' },
  takeover: { ja: 'アカウントの乗っ取り', en: 'Account takeover' },
  'self-dealing': { ja: '自店での決済', en: 'Self-dealing' },
  'cash-out': { ja: '換金目的の利用', en: 'Cashing out' },
  'multi-account': { ja: '複数アカウント', en: 'Several accounts' },
  'void-abuse': { ja: '取消の悪用', en: 'Abuse of voids' },
  'code-abuse': { ja: 'コードの悪用', en: 'Abuse of codes' },
  limits: { ja: '上限すれすれの利用', en: 'Just below limits' },
  collusion: { ja: '店舗と利用者の共謀', en: 'Collusion' },
  turnover: { ja: '店舗の売上の異常', en: 'Unusual turnover of a store' },
  operations: { ja: '取扱いの異常', en: 'Unusual operation' },
  reported: { ja: 'ご本人の申し出', en: 'Reported by the customer' },
  watch: { ja: '個別の監視条件', en: 'Custom watch' },
} as const satisfies Record<string, { readonly ja: string; readonly en: string }>

export type TypologyId = keyof typeof typologies

/** Alerts outlive the list: a typology that was renamed is told by its id. */
export const typologyNameOf = (typology: string): { readonly ja: string; readonly en: string } =>
  typology in typologies ? typologies[typology as TypologyId] : { ja: typology, en: typology }
