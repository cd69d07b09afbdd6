import { refused, type Refusal } from '../../core/refusal.ts'
import { dayOf, momentInJapanese, timeInJapanese } from '../../core/time.ts'
import type { ProgrammeFunction } from './contract.ts'

export const functionWords: Readonly<Record<ProgrammeFunction, { ja: string; en: string }>> = {
  register: { ja: '新規登録', en: 'registration' },
  top_up: { ja: '商品券の購入', en: 'buying vouchers' },
  pay: { ja: '支払い', en: 'payments' },
  code_pay: { ja: 'コード支払い', en: 'payments by code' },
  payout: { ja: '換金（店舗への振込）', en: 'payouts to stores' },
  broadcast: { ja: 'LINE一斉送信', en: 'messages to everybody' },
}

export interface Stop {
  readonly stoppedAt: Date
  readonly stoppedBy: string
  readonly stopperName: string
}

/** Stopping is the safe direction: any officer may, alone. Stopping what is stopped is told to everybody but whoever did it. */
export function whyNotStop(stop: Stop | null, officerId: string, now: Date): Refusal | null {
  if (!stop || stop.stoppedBy === officerId) return null
  return refused('function-stopped', { officer: stop.stopperName, time: timeToday(stop.stoppedAt, now) })
}

export const whyNotProposeResume = (stop: Stop | null): Refusal | null => (stop ? null : refused('function-running'))

/** Letting a function run again takes two officers, one of whom is a chief. */
export const whyNotResumeByThese = (roles: readonly string[]): Refusal | null => (roles.includes('chief') ? null : refused('chief-needed'))

const timeToday = (moment: Date, now: Date): string => (dayOf(moment) === dayOf(now) ? timeInJapanese(moment) : momentInJapanese(moment))
