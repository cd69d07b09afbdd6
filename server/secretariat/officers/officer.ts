import { refused, type Refusal } from '../../core/refusal.ts'
import { daysBetween, type Day } from '../../core/time.ts'
import type { OfficerScope } from '../../db/scope.ts'

export interface Absence {
  readonly from: Day
  readonly until: Day
}

/** Nobody is away longer without leaving. */
const absenceDaysMax = 366
/** 研修: once a year. */
const trainingDays = 365

export const isAbsent = (absence: Absence | null, today: Day): boolean => absence !== null && absence.from <= today && today <= absence.until

export const isTrainingOverdue = (trainedOn: Day | null, today: Day): boolean => trainedOn === null || daysBetween(trainedOn, today) > trainingDays

/** Everybody says when they themselves are away, chiefs also for others. */
export function whyNotChangePresence({ officerId, role }: OfficerScope, ofOfficer: string): Refusal | null {
  if (role === 'auditor') return refused('read-only-role')
  return officerId === ofOfficer || role === 'chief' ? null : refused('chiefs-only')
}

export function whyNotChangeDetails({ role }: OfficerScope): Refusal | null {
  if (role === 'auditor') return refused('read-only-role')
  return role === 'chief' ? null : refused('chiefs-only')
}

/** An absence ends after it began, today or later. */
export function whyNotAbsent({ from, until }: Absence, today: Day): Refusal | null {
  return until >= from && until >= today && daysBetween(from, until) < absenceDaysMax ? null : refused('invalid-input', { field: '（不在の期間）' })
}
