import type { CaseKind } from '../approval/approval.ts'
import type { Refusal } from '../core/refusal.ts'
import type { CaseState, Verdict } from './case.ts'
import type { DemandStanding } from './demands/demand-standing.ts'
import type { ReturnStanding } from './demands/giving-back/return-standing.ts'
import type { ScheduleStanding } from './demands/schedule-standing.ts'
import type { CheckStanding } from './fact-checks/check-standing.ts'
import type { QuestionStanding } from './questions/question-standing.ts'
import type { PaperStanding } from './papers/paper-standing.ts'
import type { StopStanding } from './stops/stop-standing.ts'

/** Everything about a case that decides which moves are open. */
export interface CaseStanding extends CheckStanding, StopStanding, DemandStanding, ScheduleStanding, QuestionStanding, PaperStanding, ReturnStanding {
  readonly state: CaseState
  readonly verdict: Verdict | null
  /** False for a case about a store, or about a device that several customers share: nobody to freeze or to ask for money. */
  readonly hasCustomer: boolean
  /** Payments found fraudulent here whose customer has no case that found them so. Only without a customer. */
  readonly unclaimed: number
  readonly owner: { readonly id: string; readonly name: string } | null
  /** Number of the waiting proposal of each kind. */
  readonly pending: Readonly<Partial<Record<CaseKind, string>>>
}

export interface Acting {
  readonly officerId: string
  readonly role: 'officer' | 'chief' | 'auditor'
  /** Registered as connected to the customer or to a store of the case. */
  readonly tied: boolean
}

/** Why a move is not open now, or null. */
export type May = (standing: CaseStanding) => Refusal | null
