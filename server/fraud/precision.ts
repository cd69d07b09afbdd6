/** What people found out about the alerts of one rule in a period. Alerts whose check is still open are in neither. */
export interface Verdicts {
  readonly alerts: number
  readonly confirmed: number
  readonly cleared: number
}

export interface Precision {
  readonly verdicts: number
  /** Share of the verdicts that were fraud; null without any. */
  readonly share: number | null
  /** Where the true share lies with 95 % confidence (Wilson): three of three is not 100 %. 0 to 1 without verdicts. */
  readonly low: number
  readonly high: number
  /** `noisy` proposes the rule's return to shadow; `silent` asks whether it still sees anything. */
  readonly flag: 'noisy' | 'silent' | null
  readonly sentence: { readonly ja: string; readonly en: string }
}

/** So many verdicts speak of the rule and not of chance. */
export const enoughVerdicts = 30
export const noisyBelow = 0.1

export function precisionOf({ alerts, confirmed, cleared }: Verdicts): Precision {
  const verdicts = confirmed + cleared
  const { low, high } = wilson(confirmed, verdicts) ?? { low: 0, high: 1 }
  const share = verdicts === 0 ? null : confirmed / verdicts
  const flag = share !== null && verdicts >= enoughVerdicts && share < noisyBelow ? 'noisy' : alerts === 0 ? 'silent' : null
  return { verdicts, share, low, high, flag, sentence: sentence({ alerts, confirmed, verdicts, share, low, high, flag }) }
}

/** 95 % of a normal distribution lie within so many deviations. */
const z = 1.96

/** Wilson's interval of a share: honest for few verdicts, where 「2 of 2」 is no 100 %. Null when nothing was judged. */
export function wilson(right: number, all: number): { readonly low: number; readonly high: number } | null {
  if (all <= 0) return null
  const share = right / all
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  const middle = share + (z * z) / (2 * all)
  const whole = 1 + (z * z) / all
  return { low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) }
}

type Told = Omit<Precision, 'sentence'> & Pick<Verdicts, 'alerts' | 'confirmed'>

function sentence({ alerts, confirmed, verdicts, share, low, high, flag }: Told): Precision['sentence'] {
  if (flag === 'silent') return { ja: 'この期間のアラートはありません。', en: 'No alerts in this period.' }
  if (share === null) return { ja: `アラート${alerts}件のうち、結論の出たものはまだありません。`, en: `None of the ${alerts} alerts has a verdict yet.` }
  const percent = (value: number): number => Math.round(100 * value)
  const range = { ja: `${percent(share)}%（95%信頼区間 ${percent(low)}〜${percent(high)}%）`, en: `${percent(share)} % (95 % interval ${percent(low)} to ${percent(high)} %)` }
  if (flag === 'noisy') return { ja: `結論の出た${verdicts}件のうち不正は${confirmed}件、的中率${range.ja}です。試験運用に戻すことを提案します。`, en: `${confirmed} of ${verdicts} verdicts were fraud: ${range.en}. It should return to shadow.` }
  return { ja: `結論の出た${verdicts}件のうち不正は${confirmed}件、的中率${range.ja}です。`, en: `${confirmed} of ${verdicts} verdicts were fraud: ${range.en}.` }
}
