import type { Context } from '../context.ts'
import { refused, type Answer } from '../core/refusal.ts'
import type { Limits } from './payment.ts'
import { askTill, leavesOutcomeOpen, passes, type Accepted, type AskedPayment } from './till-call.ts'

/** Payments that arrive together are committed together. */
export interface Till {
  /**
   * Answers once the payment is committed or refused. `busy` when too many wait, or when it is not known how it ended:
   * then the key decides, and asking again with it is safe. Throws on a fault of our own.
   */
  accept(asked: AskedPayment): Promise<Answer<Accepted>>
  /** Settles when nothing waits and nothing is on its way any more. New payments are refused as `busy` meanwhile. */
  drain(): Promise<void>
}

/** How long the first payment of a batch waits for company. */
const gatherMs = 2
const batchMax = 256
/** Batches on their way at once: a next one is gathered and sent while others are being written to disk. */
const inFlightMax = 3
/** More than this many waiting are told `busy` at once, which is kinder than an answer that comes too late. */
const waitingMax = 4_096
/** Nobody waits longer than this: the mini-app turns to asking by key after eight seconds. */
const patienceMs = 7_000

interface Waiting {
  readonly asked: AskedPayment
  readonly payer: string
  readonly givesUpAt: number
  settle(answer: Answer<Accepted>): void
  fail(fault: unknown): void
}

export function openTill(ctx: Context, limits: Limits): Till {
  let waiting: Waiting[] = []
  const payersInFlight = new Set<string>()
  let inFlight = 0
  let gathering: NodeJS.Timeout | undefined
  let closing: { done: Promise<void>; nothingLeft: () => void } | undefined

  function accept(asked: AskedPayment): Promise<Answer<Accepted>> {
    if (closing || waiting.length >= waitingMax) return Promise.resolve(refused('busy'))
    return new Promise((settle, fail) => {
      waiting.push({ asked, payer: asked.sessionHash.toString('base64'), givesUpAt: performance.now() + patienceMs, settle, fail })
      if (waiting.length >= batchMax) send()
      else gathering ??= setTimeout(send, gatherMs)
    })
  }

  function send(): void {
    clearTimeout(gathering)
    gathering = undefined
    while (inFlight < inFlightMax) {
      const batch = takeBatch()
      if (batch.length === 0) return
      inFlight += 1
      for (const { payer } of batch) payersInFlight.add(payer)
      void settleAll(batch).finally(() => {
        inFlight -= 1
        for (const { payer } of batch) payersInFlight.delete(payer)
        if (waiting.length > 0) send()
        else if (inFlight === 0) closing?.nothingLeft()
      })
    }
  }

  /** The longest waiting, but one payment a payer: two of one payer would only wait for each other in the database. */
  function takeBatch(): Waiting[] {
    const batch: Waiting[] = []
    const payers = new Set<string>()
    const later: Waiting[] = []
    for (const one of waiting) {
      if (batch.length === batchMax || payersInFlight.has(one.payer) || payers.has(one.payer)) later.push(one)
      else {
        batch.push(one)
        payers.add(one.payer)
      }
    }
    waiting = later
    return batch
  }

  async function settleAll(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await withPatience(askTill(ctx, batch.map(({ asked }) => asked), limits), batch)
      answers.forEach((answer, index) => {
        const one = batch[index]
        if (!one) return
        if (answer === 'held-back') waiting.push(one)
        else one.settle(answer)
      })
    } catch (fault) {
      await settleFailed(batch, fault)
    }
  }

  /** A batch that failed as a whole is halved until the payment at fault stands alone: it never fails its neighbours. */
  async function settleFailed(batch: readonly Waiting[], fault: unknown): Promise<void> {
    const [alone] = batch
    if (leavesOutcomeOpen(fault) || (batch.length === 1 && passes(fault))) {
      ctx.log.error({ err: fault, payments: batch.length }, 'payments were answered busy')
      for (const one of batch) one.settle(refused('busy'))
    } else if (batch.length === 1) alone?.fail(fault)
    else {
      ctx.log.warn({ err: fault, payments: batch.length }, 'a batch of payments failed and is tried in parts')
      const half = Math.ceil(batch.length / 2)
      await settleAll(batch.slice(0, half))
      await settleAll(batch.slice(half))
    }
  }
  return { accept, drain }
}
