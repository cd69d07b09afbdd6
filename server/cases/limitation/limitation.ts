import { Temporal } from 'temporal-polyfill'
import type { Sentence } from '../../approval/contract.ts'
import { dayInEnglish, dayInJapanese, type Day } from '../../core/time.ts'

/** What moves the day on which a claim lapses. */
export interface LimitationEvent {
  /** 一部の返済 and 債務の承認 start the five years anew; a 催告 holds the end off for six months. */
  readonly kind: 'part_payment' | 'acknowledged' | 'demanded'
  readonly on: Day
}

export interface Limitation {
  /** The last day of the claim, at its end. */
  readonly on: Day
  readonly warning: 'none' | 'soon' | 'over'
  /** How that day comes about, in the order of the calendar. */
  readonly lines: readonly Sentence[]
}

/** Civil Code 166 (1) 1: five years from when the creditor knew of the claim. */
const years = 5
/** Civil Code 150 (1): a demand holds the end off for six months. */
const heldOffMonths = 6
const warningMonths = 6

/**
 * 消滅時効: the day on which a claim known since `knownOn` (the verdict) lapses after these events, as seen today. The first
 * day is not counted (Civil Code 140), so the last one is the same day of the calendar. ⚖ A lawyer confirms it for every claim:
 * suits, seizures and agreements to negotiate are not among the events.
 */
export function limitationOf(knownOn: Day, events: readonly LimitationEvent[], today: Day): Limitation {
  let standing: Standing = { counted: yearsAfter(knownOn), on: yearsAfter(knownOn) }
  const lines = [said('不正確定を知った日', 'Known since the verdict', knownOn, '5年で', 'five years until', standing.on)]
  for (const event of [...events].sort(byDay)) {
    const { after, line } = moved(standing, event)
    standing = after
    lines.push(line)
  }
  return { on: standing.on, warning: warningOf(standing.on, today), lines }
}

/** Of one day always in the same order, which changes no end. */
const byDay = (a: LimitationEvent, b: LimitationEvent): number => (`${a.on} ${a.kind}` < `${b.on} ${b.kind}` ? -1 : 1)

/** `counted`: the end of the five years; `on`: the end in force, which a demand may have held off. */
interface Standing {
  readonly counted: Day
  readonly on: Day
}

const words = {
  part_payment: ['一部の返済', 'Part payment'],
  acknowledged: ['債務の承認', 'Debt acknowledged'],
  demanded: ['催告', 'Demand'],
} as const

function moved(before: Standing, { kind, on }: LimitationEvent): { after: Standing; line: Sentence } {
  const [ja, en] = words[kind]
  if (on > before.on) return { after: before, line: without(ja, en, on, '時効の期間が過ぎたあとです', 'after the period was over') }
  if (kind !== 'demanded') {
    const anew = yearsAfter(on)
    return { after: { counted: anew, on: anew }, line: said(ja, en, on, 'あらためて5年で', 'five years anew until', anew) }
  }
  // Civil Code 150 (2): while a demand holds the end off, another one does nothing.
  if (on > before.counted) return { after: before, line: without(ja, en, on, '猶予のあいだの再度の催告です', 'a second one while the end is held off') }
  const heldOff = monthsAfter(on, heldOffMonths)
  if (heldOff <= before.counted) return { after: before, line: without(ja, en, on, '6か月後が期間の中です', 'its six months end within the period') }
  return { after: { ...before, on: heldOff }, line: said(ja, en, on, '6か月の猶予で', 'held off six months until', heldOff) }
}

const said = (ja: string, en: string, day: Day, untilJa: string, untilEn: string, until: Day): Sentence => ({
  ja: `${ja} ${dayInJapanese(day)} → ${untilJa}${dayInJapanese(until)}`, en: `${en} ${dayInEnglish(day)} → ${untilEn} ${dayInEnglish(until)}`,
})

const without = (ja: string, en: string, day: Day, whyJa: string, whyEn: string): Sentence => ({
  ja: `${ja} ${dayInJapanese(day)} → 変わりません（${whyJa}）`, en: `${en} ${dayInEnglish(day)} → no change (${whyEn})`,
})

function warningOf(on: Day, today: Day): Limitation['warning'] {
  if (today > on) return 'over'
  return today >= monthsAfter(on, -warningMonths) ? 'soon' : 'none'
}

const yearsAfter = (day: Day): Day => Temporal.PlainDate.from(day).add({ years }).toString() as Day
const monthsAfter = (day: Day, months: number): Day => Temporal.PlainDate.from(day).add({ months }).toString() as Day
