import { refused, type Refusal } from '../../core/refusal.ts'
import type { StaffScope } from '../../db/scope.ts'

/** One of a store's people, as far as it decides what somebody else may do about them. */
export interface Member {
  readonly id: string
  readonly role: StaffScope['role']
  readonly employment: 'active' | 'stopped'
  /** The database's own answer: whoever asks is in charge of every store of theirs. */
  readonly isLed: boolean
}

/** Nobody lets themselves in, managers leave owners alone, and who works elsewhere too is not one store's to decide about. */
export function whyNotChange(scope: StaffScope, member: Member): Refusal | null {
  if (scope.role === 'clerk') return refused('managers-only')
  if (member.id === scope.staffId) return refused('not-yourself')
  if (member.role === 'owner' && scope.role !== 'owner') return refused('owners-over-owners')
  return member.isLed ? null : refused('works-elsewhere')
}

/** `inCharge`: managers and owners of the store who work, the member among them. */
export function whyNotStop(scope: StaffScope, member: Member, inCharge: number): Refusal | null {
  if (scope.role === 'clerk') return refused('managers-only')
  if (member.role !== 'clerk' && member.employment === 'active' && inCharge < 2) return refused('last-manager')
  return whyNotChange(scope, member)
}
