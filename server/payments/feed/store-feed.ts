import type { Context } from '../../context.ts'
import type { StaffScope } from '../../db/scope.ts'
import { lookBackSeconds, readFeed, type Told } from './read-feed.ts'

const channel = 'mimamori_store_feed'

/** Who watches: an open page of a till. */
export interface Watcher {
  readonly scope: StaffScope
  readonly storeIds: readonly string[]
  /** Tells the page. Settles when it took it, so that a slow page is not buried. */
  tell(told: Told): Promise<void>
  /** Ends the page's stream: the server stops. */
  end(): void
}

/**
 * The open tills of this process. A notice of the database (`tell_store_feed`, heard when a payment commits) names stores;
 * whoever watches one of them looks at the rows, as themselves. The rows are the truth: a lost notice only delays.
 */
export class StoreFeed {
  readonly #ctx: Context
  readonly #open = new Set<Watching>()
  #listener: ReturnType<Context['db']['listen']> | undefined

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  /** Tells what happened since `since`, then goes on until it is closed. */
  async watch(watcher: Watcher, since: Date): Promise<Watching> {
    this.#listener ??= this.#ctx.db.listen(channel, (payload) => this.#heard(payload))
    const watching = new Watching(this.#ctx, watcher, since, () => this.#open.delete(watching))
    this.#open.add(watching)
    await watching.look()
    return watching
  }

  async close(): Promise<void> {
    for (const one of this.#open) one.end()
    await this.#listener?.stop()
  }

  #heard(payload: string | null): void {
    const stores = payload?.split(',')
    for (const one of this.#open) if (!stores || one.watches(stores)) void one.look()
  }
}

/** One till that watches. Looks one at a time: notices that come meanwhile are answered by one more look. */
export class Watching {
  readonly #ctx: Context
  readonly #watcher: Watcher
  readonly #gone: () => void
  readonly #told = new Map<string, number>()
  #since: Date
  #looking: Promise<void> | undefined
  #again = false
  #closed = false

  constructor(ctx: Context, watcher: Watcher, since: Date, gone: () => void) {
    this.#ctx = ctx
    this.#watcher = watcher
    this.#since = since
    this.#gone = gone
  }

  watches(stores: readonly string[]): boolean {
    return this.#watcher.storeIds.some((id) => stores.includes(id))
  }

  /** Tells everything that is new. Also on every heartbeat, so that a notice that got lost delays but never hides a payment. */
  look(): Promise<void> {
    this.#again = true
    this.#looking ??= this.#lookUntilQuiet().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  /** The server ends it; the page comes back to another process. */
  end(): void {
    this.close()
    this.#watcher.end()
  }

  /** The page is gone. */
  close(): void {
    this.#closed = true
    this.#gone()
  }

  async #lookUntilQuiet(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false
      try {
        for (const told of await readFeed(this.#ctx, this.#watcher.scope, this.#watcher.storeIds, this.#since)) await this.#tellOnce(told)
      } catch (fault) {
        // The database is away for a moment: the next notice or heartbeat looks again, from the same place.
        this.#ctx.log.warn({ err: fault }, 'a till could not be told')
        return
      }
    }
  }

  async #tellOnce(told: Told): Promise<void> {
    const name = `${told.event} ${told.payment.id}`
    if (this.#closed || this.#told.has(name)) return
    await this.#watcher.tell(told)
    this.#told.set(name, told.at.getTime())
    if (told.at > this.#since) this.#since = told.at
    const forgetBefore = this.#since.getTime() - 2 * lookBackSeconds * 1_000
    for (const [old, at] of this.#told) if (at < forgetBefore) this.#told.delete(old)
  }
}
