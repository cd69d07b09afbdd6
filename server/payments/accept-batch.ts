import type { Context } from '../context.ts'
import { refused, type Answer } from '../core/refusal.ts'
import type { Limits } from './payment.ts'
import { askTill, leavesOutcomeOpen, passes, type Accepted, type AskedPayment } from './till-call.ts'

/** How long the first payment of a batch waits for company. */
const gatherMs = 4
const batchMax = 256
/** Batches on their way at once: one is gathered and computed while the other is being written to disk. */
const inFlightMax = 2
/** More than this many waiting are told `busy` at once, which is kinder than an answer that comes too late. */
const waitingMax = 4_096
/** Nobody waits longer than this: after eight seconds the mini-app asks by the key anyway. */
const patienceMs = 7_000

interface Waiting {
  readonly asked: AskedPayment
  readonly payer: string
  /** Set when its person has an answer, so that a payment that was called busy is not sent after all. */
  answered: boolean
  settle(answer: Answer<Accepted>): void
  fail(fault: unknown): void
}

/**
 * Payments that arrive together are committed together, in one call of the database. What waits here is only what people
 * are waiting for at this moment: nothing is promised before it is committed.
 */
export class Till {
  readonly #ctx: Context
  readonly #limits: Limits
  #waiting: Waiting[] = []
  readonly #payersInFlight = new Set<string>()
  #inFlight = 0
  #gathering: NodeJS.Timeout | undefined
  #closing: { emptied: Promise<undefined>; empty: () => void } | undefined

  constructor(ctx: Context, limits: Limits) {
    this.#ctx = ctx
    this.#limits = limits
  }

  /**
   * Answers once the payment is committed or refused; `busy` when too many wait or when it is not known how it ended
   * (then the key decides, and asking again with it is safe). Throws on a fault of our own.
   */
  accept(asked: AskedPayment): Promise<Answer<Accepted>> {
    if (this.#closing || this.#waiting.length >= waitingMax) return Promise.resolve(refused('busy'))
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => one.settle(refused('busy')), patienceMs)
      const finish = (how: () => void) => {
        one.answered = true
        clearTimeout(patience)
        how()
      }
      const one: Waiting = {
        asked,
        payer: (asked.sessionHash ?? asked.codeHash)?.toString('latin1') ?? '',
        answered: false,
        settle: (answer) => finish(() => resolve(answer)),
        fail: (fault) => finish(() => reject(fault instanceof Error ? fault : new Error('the till failed', { cause: fault }))),
      }
      this.#waiting.push(one)
      if (this.#waiting.length >= batchMax) this.#send()
      else this.#gathering ??= setTimeout(() => this.#send(), gatherMs)
    })
  }

  /** Settles when everything that waited has its answer. From now on new payments are `busy`. */
  async drain(): Promise<void> {
    if (!this.#closing) {
      const { promise: emptied, resolve } = Promise.withResolvers<undefined>()
      this.#closing = { emptied, empty: () => resolve(undefined) }
      if (this.#inFlight === 0 && this.#waiting.length === 0) resolve(undefined)
    }
    await this.#closing.emptied
  }

  #send(): void {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    while (this.#inFlight < inFlightMax) {
      const batch = this.#take()
      if (batch.length === 0) return
      this.#inFlight += 1
      for (const { payer } of batch) this.#payersInFlight.add(payer)
      void this.#settleAll(batch).then(() => {
        this.#inFlight -= 1
        for (const { payer } of batch) this.#payersInFlight.delete(payer)
        this.#send()
        if (this.#inFlight === 0 && this.#waiting.length === 0) this.#closing?.empty()
      })
    }
  }

  /** The longest waiting, one payment a payer: two of the same would only wait for each other's lock on the wallet. */
  #take(): Waiting[] {
    const batch: Waiting[] = []
    const later: Waiting[] = []
    const payers = new Set(this.#payersInFlight)
    for (const one of this.#waiting) {
      if (one.answered) continue
      if (batch.length === batchMax || payers.has(one.payer)) later.push(one)
      else batch.push(one)
      payers.add(one.payer)
    }
    this.#waiting = later
    return batch
  }

  async #settleAll(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await askTill(this.#ctx, batch.map(({ asked }) => asked), this.#limits)
      for (const [index, one] of batch.entries()) {
        const answer = answers[index]
        if (answer === 'held-back') this.#waiting.push(one)
        else if (answer) one.settle(answer)
      }
    } catch (fault) {
      await this.#settleFailed(batch, fault)
    }
  }

  /** A batch that failed as a whole is halved until the payment at fault stands alone: it never fails its neighbours. */
  async #settleFailed(batch: readonly Waiting[], fault: unknown): Promise<void> {
    if (leavesOutcomeOpen(fault) || (batch.length === 1 && passes(fault))) {
      this.#ctx.log.error({ err: fault, payments: batch.length }, 'payments were answered busy')
      for (const one of batch) one.settle(refused('busy'))
    } else if (batch.length === 1) {
      for (const one of batch) one.fail(fault)
    } else {
      this.#ctx.log.warn({ err: fault, payments: batch.length }, 'a batch of payments failed and is tried in parts')
      const half = Math.ceil(batch.length / 2)
      await this.#settleAll(batch.slice(0, half))
      await this.#settleAll(batch.slice(half))
    }
  }
}
