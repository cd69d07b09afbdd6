import type { Context } from '../../context.ts'
import type { Database } from '../../db/client.ts'
import { Unjudgeable } from './judge-waiting.ts'
import { setAside } from './set-aside.ts'
import { takeTurn, type TurnAsked } from './take-turn.ts'

/** Payments and rows of the inbox that are judged in one turn: so many that a turn is worth its commit, and stays short. */
const paymentsMax = 200
export const inboxMax = 256

interface Job {
  readonly left: Set<string>
  done(): void
  fail(fault: unknown): void
}

/**
 * Jobs of one process share turns: one turn is on its way at a time, and what arrives meanwhile goes into the next. A turn
 * also takes what was just paid, so that a queue that lags makes no judgement late: those jobs find nothing left to do. Other
 * processes wait for the lane's lock in the database.
 */
class Lane {
  readonly #ctx: Context
  #jobs: Job[] = []
  #going = false

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  judge(paymentIds: readonly string[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    this.#jobs.push({ left: new Set(paymentIds), done: () => resolve(undefined), fail: reject })
    if (!this.#going) void this.#go()
    return promise
  }

  async #go(): Promise<void> {
    this.#going = true
    while (this.#jobs.length > 0) {
      // Jobs that were fetched together are started together: all of them share this turn, in the order of their payments.
      await new Promise(setImmediate)
      const jobs = this.#jobs
      const paymentIds = [...new Set(jobs.flatMap(({ left }) => [...left]))].slice(0, paymentsMax)
      try {
        await judgeAll(this.#ctx, { paymentIds, except: [], freshMax: paymentsMax - paymentIds.length, inboxMax })
        this.#settle(jobs, paymentIds)
      } catch (fault) {
        this.#ctx.log.error({ err: fault, payments: paymentIds.length }, 'a turn of screening failed and is tried job by job')
        await this.#oneByOne(jobs)
      }
    }
    this.#going = false
  }

  #settle(jobs: readonly Job[], paymentIds: readonly string[]): void {
    for (const { left } of jobs) for (const id of paymentIds) left.delete(id)
    const finished = new Set(jobs.filter(({ left }) => left.size === 0))
    this.#jobs = this.#jobs.filter((job) => !finished.has(job))
    for (const job of finished) job.done()
  }

  /**
   * Without the inbox, which may be what is at fault: payments go on. When two fail in a row it is none of them (a database
   * that does not answer), and the rest go back to the queue at once.
   */
  async #oneByOne(jobs: readonly Job[]): Promise<void> {
    this.#jobs = this.#jobs.filter((job) => !jobs.includes(job))
    let failedInARow = 0
    for (const job of jobs) {
      if (failedInARow >= 2) {
        job.fail(new Error('screening fails for everybody'))
        continue
      }
      try {
        const ids = [...job.left]
        for (let from = 0; from < ids.length; from += paymentsMax) await judgeAll(this.#ctx, { paymentIds: ids.slice(from, from + paymentsMax), except: [], freshMax: 0, inboxMax: 0 })
        job.done()
        failedInARow = 0
      } catch (fault) {
        job.fail(fault)
        failedInARow += 1
      }
    }
  }
}

/** A turn without what the engine fails on: rows of the inbox stay there with the reason, payments fail when the others are done. */
export async function judgeAll(ctx: Context, asked: TurnAsked): Promise<{ fromInbox: number }> {
  try {
    return await takeTurn(ctx, asked)
  } catch (fault) {
    if (!(fault instanceof Unjudgeable)) throw fault
    if (fault.inbox !== null) {
      await setAside(ctx, fault.inbox, fault.message)
      ctx.log.error({ err: fault }, 'something observed cannot be judged')
      return judgeAll(ctx, asked)
    }
    if (fault.paymentId === null) throw fault
    await judgeAll(ctx, { ...asked, paymentIds: asked.paymentIds.filter((id) => id !== fault.paymentId), except: [...asked.except, fault.paymentId] })
    throw fault
  }
}

const lanes = new WeakMap<Database, Lane>()

/** Screens committed payments, each exactly once, however often and wherever this runs. */
export function screenPayments(ctx: Context, paymentIds: readonly string[]): Promise<void> {
  const lane = lanes.get(ctx.db) ?? new Lane(ctx)
  lanes.set(ctx.db, lane)
  return lane.judge(paymentIds)
}
