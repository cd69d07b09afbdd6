import { refused, type Refusal } from '../../core/refusal.ts'
import { notNow } from '../case.ts'
import type { CaseStanding } from '../standing.ts'

interface Officer {
  readonly officerId: string
  readonly role: 'officer' | 'chief' | 'auditor'
}

/** Everybody takes cases on; giving them to somebody else is for a chief. It moves no money, loosens nothing and is undone by another turn, so no second officer is asked. */
export function whyNotAssignTo(by: Officer, receiverId: string): Refusal | null {
  if (by.role === 'auditor') return refused('read-only-role')
  return by.role === 'chief' || by.officerId === receiverId ? null : refused('chiefs-assign')
}

/** Somebody who works here, does more than read, and is there today. */
export function whyNotReceive({ name, active, role, absent }: { readonly name: string; readonly active: boolean; readonly role: Officer['role']; readonly absent: boolean }): Refusal | null {
  if (!active || role === 'auditor') return refused('no-such-officer')
  return absent ? refused('officer-absent', { officer: name }) : null
}

/** Why this one case does not change hands, or null. `seenOwnerId` is whose it was when it was chosen. */
export function whyNotThisCase(standing: CaseStanding, receiver: { readonly id: string; readonly name: string; readonly tied: boolean }, seenOwnerId: string | null): Refusal | null {
  const { owner, state } = standing
  if (state === 'closed') return notNow(standing)
  if (owner && owner.id !== seenOwnerId && owner.id !== receiver.id) return refused('taken-meanwhile', { owner: owner.name })
  return receiver.tied ? refused('receiver-tied', { officer: receiver.name }) : null
}
