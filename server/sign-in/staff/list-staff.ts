import type { Context } from '../../context.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { explained } from '../../core/refusal-words.ts'
import type { Tx } from '../../db/atomically.ts'
import type { StaffScope } from '../../db/scope.ts'
import { ownStore } from '../../stores/own-store.ts'
import type { StaffList } from './contract.ts'
import { whyNotChange, whyNotStop, type Member } from './member.ts'

const peopleMax = 200

/** スタッフ of one store, and the invitations that are still open. For whoever is in charge of it. */
export async function listStaff(ctx: Context, scope: StaffScope, asked: string | undefined): Promise<Answer<StaffList>> {
  if (scope.role === 'clerk') return refused('managers-only')
  const store = ownStore(scope, asked)
  if (!store.ok) return store
  const now = ctx.clock.now()
  return ctx.db.atomically<Answer<StaffList>>(scope, async (tx) => {
    const people = await peopleOf(tx, store.value)
    const inCharge = people.filter(({ role, employment }) => role !== 'clerk' && employment === 'active').length
    const invitations = await tx.staffInvitation.findMany({
      where: { storeId: store.value, usedAt: null, withdrawnAt: null, expiresAt: { gt: now } }, select: { id: true, role: true, expiresAt: true }, orderBy: { expiresAt: 'asc' }, take: peopleMax,
    })
    return done({
      items: people.map((one) => {
        const isLocked = one.lockedUntil !== null && now < one.lockedUntil
        return {
          id: one.id, code: one.code, name: one.name, loginId: one.loginId, role: one.role, passwordTemporary: one.passwordTemporary, declared: one.declared, isYou: one.id === scope.staffId,
          state: one.employment === 'stopped' ? 'stopped' : isLocked ? 'locked' : 'active',
          lockedUntil: isLocked ? one.lockedUntil.toISOString() : null,
          lastUsedAt: one.lastUsedAt?.toISOString() ?? null,
          whyNot: { stop: explained(whyNotStop(scope, one, inCharge)), change: explained(whyNotChange(scope, one)) },
        }
      }),
      invitations: invitations.flatMap(({ id, role, expiresAt }) => (role === 'owner' ? [] : [{ id, role, expiresAt: expiresAt.toISOString() }])),
    })
  })
}

interface Person extends Member {
  readonly code: string
  readonly name: string
  readonly loginId: string
  readonly lockedUntil: Date | null
  readonly lastUsedAt: Date | null
  readonly passwordTemporary: boolean
  readonly declared: boolean
}

const peopleOf = (tx: Tx, storeId: string): Promise<Person[]> => tx.$queryRaw<Person[]>`
  SELECT s.id, s.code, s.name, s.login_id AS "loginId", s.role::text AS role, s.employment::text AS employment, leads_staff(s.id) AS "isLed",
         t.locked_until AS "lockedUntil", s.last_used_at AS "lastUsedAt", s.password_temporary AS "passwordTemporary", s.declared_at IS NOT NULL AS declared
  FROM staff s JOIN staff_stores y ON y.staff_id = s.id LEFT JOIN sign_in_tries t ON t.login_id = s.login_id
  WHERE y.store_id = ${storeId}::uuid
  ORDER BY s.employment, s.role DESC, s.code LIMIT ${peopleMax}`
