import { refused, type Answer, done } from '../core/refusal.ts'
import type { StaffScope } from '../db/scope.ts'

/** The one store of the staff that is meant. Who works in several has to say which; one of somebody else's is `not-found`. */
export function ownStore({ storeIds }: StaffScope, asked: string | undefined): Answer<string> {
  if (asked !== undefined) return storeIds.includes(asked) ? done(asked) : refused('not-found')
  const [only, ...others] = storeIds
  return others.length === 0 ? done(only) : refused('invalid-input', { field: '「お店」' })
}
