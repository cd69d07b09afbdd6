import { isRefusal } from '../core/refusal.ts'
import type { Prisma, PrismaClient } from './generated/client.ts'
import { roleOf, settingsOf, type Scope } from './scope.ts'

/** One transaction, already on somebody's behalf. */
export type Tx = Omit<Prisma.TransactionClient, '$queryRawUnsafe' | '$executeRawUnsafe'>

/**
 * Runs `work` in one transaction as the scope's database role. Everything it wrote is kept together, or nothing is:
 * a thrown fault rolls back, and so does a returned refusal, so that a no never leaves half a yes behind.
 */
export type Atomically = <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>

/** Carries a refusal out of a transaction that has to be rolled back. */
class RolledBack extends Error {
  readonly answer: unknown

  constructor(answer: unknown) {
    super('rolled back')
    this.answer = answer
  }
}

const limits = { maxWait: 5_000, timeout: 15_000 }

export function atomicallyOn(prisma: PrismaClient): Atomically {
  return async <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const set = settingsOf(scope)
    try {
      return await prisma.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT set_config('role', ${roleOf[scope.kind]}, true),
          set_config('mimamori.customer_id', ${set.customerId}, true), set_config('mimamori.staff_id', ${set.staffId}, true),
          set_config('mimamori.store_ids', ${set.storeIds}, true), set_config('mimamori.officer_id', ${set.officerId}, true),
          set_config('mimamori.job', ${set.job}, true), set_config('mimamori.door', ${set.door}, true)`
        const answer = await work(tx)
        if (isRefusal(answer)) throw new RolledBack(answer)
        return answer
      }, limits)
    } catch (fault) {
      if (fault instanceof RolledBack) return fault.answer as T
      throw fault
    }
  }
}
