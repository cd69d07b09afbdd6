import { isHoliday } from '../../core/business-calendar.ts'
import { dayOf, daysAfter, type Day } from '../../core/time.ts'
import { yenText } from '../../core/yen.ts'
import { programme } from '../../customers/programme.ts'
import { immediateHours } from '../clocks/urgency.ts'
import type { ProgrammeTerms } from './contract.ts'

/** So far ahead somebody plans who is on duty. */
const daysAhead = 120

/** What the programme promises and allows, gathered from where it is written down. */
export function readTerms(now: Date): ProgrammeTerms {
  const { name, validUntil, limits, largeFrom, premiumPercent, contact, issuer } = programme
  return {
    name, validUntil, largeFrom: yenText(largeFrom), premiumPercent, contact, issuer, immediate: immediateHours,
    limits: { payment: yenText(limits.payment), day: yenText(limits.day), holding: yenText(limits.holding), purchase: yenText(limits.purchase) },
    holidays: holidaysFrom(dayOf(now)),
  }
}

function holidaysFrom(today: Day): Day[] {
  const days = Array.from({ length: daysAhead }, (_one, ahead) => daysAfter(today, ahead))
  return days.filter(isHoliday)
}
