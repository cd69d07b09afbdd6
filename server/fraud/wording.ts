import { yenSign } from '../core/yen.ts'
import { hour, minute } from './dossiers/moments.ts'

/** Measured amounts as sentences say them: ¥12,340. */
export const money = (amount: number): string => yenSign(BigInt(Math.round(amount)))

/** 0.853 as 「85%」. */
export const percent = (share: number): string => `${Math.round(100 * share)}%`

/** A span as people say it: minutes up to two hours, then hours, then days. */
export function span(milliseconds: number): { readonly ja: string; readonly en: string } {
  const minutes = Math.round(milliseconds / minute)
  if (minutes < 120) return { ja: `${minutes}分`, en: `${minutes} minute${minutes === 1 ? '' : 's'}` }
  const hours = Math.round(milliseconds / hour)
  if (hours < 48) return { ja: `${hours}時間`, en: `${hours} hours` }
  return { ja: `${Math.round(hours / 24)}日`, en: `${Math.round(hours / 24)} days` }
}
