import type { Context } from '../context.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import type { IncomingEvent } from './incoming.ts'

/** How long the first webhook of a batch waits for company. */
const gatherMs = 2
/** Events of one statement; a webhook is never divided. */
const batchMax = 500
/** Statements on their way at once: one is gathered while the other is being written to disk. */
const inFlightMax = 2
/** With more events than this waiting, LINE is told `busy` at once and sends them again later. */
const waitingMax = 8_000
/** Events of one job: few enough that a retry repeats little, enough that a rush does not drown in job rows. */
const eventsOfJob = 10

/**
 * One statement: the events that are new, and the jobs of those that want an answer. In the order of their ids, so that
 * two deliveries of the same events cannot wait for each other in a circle.
 */
const keep = `WITH kept AS (
    INSERT INTO webhook_events (id, line_user_id, kind, occurred_at, received_at, redelivered, payload, state)
    SELECT e.id, e."lineUserId", e.kind, e."occurredAt", $2, e.redelivered, e.payload, e.state
    FROM json_to_recordset($1::json) AS e (id text, "lineUserId" text, kind text, "occurredAt" timestamptz, redelivered boolean, payload jsonb, state "WebhookState")
    ORDER BY e.id
    ON CONFLICT DO NOTHING RETURNING id, state),
  waiting AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM kept WHERE state = 'received')
  SELECT enqueue_job('handle-line-events', jsonb_build_object('eventIds', jsonb_agg(id ORDER BY place))) FROM waiting GROUP BY place / ${eventsOfJob}`

interface Waiting {
  readonly events: readonly IncomingEvent[]
  settle(answer: Answer<null>): void
  fail(fault: unknown): void
}

/**
 * Webhooks that arrive together are kept together, in one statement of the database; each is answered after the commit.
 * What waits here is only what LINE is waiting for at this moment: it has been promised nothing, and sends it again.
 */
export class Letterbox {
  readonly #ctx: Context
  #waiting: Waiting[] = []
  #waitingEvents = 0
  #inFlight = 0
  #gathering: NodeJS.Timeout | undefined

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  /** Answers once the events are kept, each once under its id; `busy` when it cannot be now. Throws on a fault of our own. */
  keep(events: readonly IncomingEvent[]): Promise<Answer<null>> {
    if (this.#waitingEvents >= waitingMax) return Promise.resolve(refused('busy'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        events,
        settle: resolve,
        fail: (fault) => reject(fault instanceof Error ? fault : new Error('the letterbox failed', { cause: fault })),
      })
      this.#waitingEvents += events.length
      if (this.#waitingEvents >= batchMax) this.#send()
      else this.#gathering ??= setTimeout(() => this.#send(), gatherMs)
    })
  }

  #send(): void {
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    while (this.#inFlight < inFlightMax && this.#waiting.length > 0) {
      this.#inFlight += 1
      void this.#settleAll(this.#take()).then(() => {
        this.#inFlight -= 1
        this.#send()
      })
    }
  }

  /** The longest waiting. */
  #take(): Waiting[] {
    let events = 0
    const last = this.#waiting.findIndex((one) => (events += one.events.length) >= batchMax)
    const batch = this.#waiting.splice(0, last < 0 ? this.#waiting.length : last + 1)
    this.#waitingEvents -= events
    return batch
  }

  async #settleAll(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#ctx.db.webhook(keep, [JSON.stringify(batch.flatMap(({ events }) => events)), this.#ctx.clock.now()])
      for (const one of batch) one.settle(done(null))
    } catch (fault) {
      await this.#settleFailed(batch, fault)
    }
  }

  /** A batch that failed for what is in it is halved until the webhook at fault stands alone: it never fails its neighbours. */
  async #settleFailed(batch: readonly Waiting[], fault: unknown): Promise<void> {
    if (!isAboutContents(fault)) {
      this.#ctx.log.error({ err: fault, webhooks: batch.length }, 'webhooks were answered busy')
      for (const one of batch) one.settle(refused('busy'))
    } else if (batch.length === 1) {
      for (const one of batch) one.fail(fault)
    } else {
      this.#ctx.log.warn({ err: fault, webhooks: batch.length }, 'a batch of webhooks failed and is tried in parts')
      const half = Math.ceil(batch.length / 2)
      await this.#settleAll(batch.slice(0, half))
      await this.#settleAll(batch.slice(half))
    }
  }
}

/** Whether PostgreSQL refused the values themselves (it cannot read them, a constraint, too large), and would do so again. */
const isAboutContents = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && typeof fault.code === 'string' && /^(22|23|54)/.test(fault.code)
