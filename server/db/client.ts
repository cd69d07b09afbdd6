import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { atomicallyOn, type Atomically } from './atomically.ts'
import { PrismaClient } from './generated/client.ts'
import { listenOn, type Listener } from './listen.ts'

/** What the rest of the server may do with the database: act on somebody's behalf, accept payments, run jobs. */
export interface Database {
  readonly atomically: Atomically
  /** One statement as the till: may only accept payments. `rows` are plain objects. */
  till(text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]>
  /** One statement as the door of LINE's webhook: may keep events and enqueue. */
  webhook(text: string, values: readonly unknown[]): Promise<void>
  /** pg-boss's own access to its queue schema. */
  queue(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  /**
   * Hears what is notified on a channel, until it is stopped. `heard` also gets null when the connection was lost and is
   * there again: something may have been missed.
   */
  listen(channel: string, heard: (payload: string | null) => void): Listener
  /** Connection string of the queue's own session, for LISTEN. */
  readonly queueUrl: string
  /** Whether the database answers within a second. */
  answers(): Promise<boolean>
  close(): Promise<void>
}

export interface DatabaseSettings {
  /** Connection of the restricted login role. */
  readonly url: string
  /** Connections for people's requests and for jobs; the till and the webhook have their own few, so that nothing can starve them. */
  readonly maxConnections?: number
}

/** Client-side limits also hold when a server process hangs: then the outcome is unknown and the key decides. */
const timeouts = { connectionTimeoutMillis: 5_000, query_timeout: 20_000, idleTimeoutMillis: 30_000 }
const serverLimits = '-c lock_timeout=5000 -c statement_timeout=15000 -c idle_in_transaction_session_timeout=20000'

/**
 * The till is stricter, because a call that hangs keeps one of its few lanes from everybody else, and takes milliseconds
 * otherwise. With these, payments go on after five seconds although every one of its sessions hangs.
 */
const tillTimeouts = { ...timeouts, query_timeout: 5_000 }
const tillLimits = '-c lock_timeout=1000 -c statement_timeout=4000 -c idle_in_transaction_session_timeout=20000 -c role=mimamori_till'

export function openDatabase({ url, maxConnections = 12 }: DatabaseSettings): Database {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, options: serverLimits, ...timeouts })
  const tillPool = new pg.Pool({ connectionString: url, max: 4, options: tillLimits, ...tillTimeouts })
  const webhookPool = new pg.Pool({ connectionString: url, max: 2, options: `${serverLimits} -c role=mimamori_door -c mimamori.door=webhook`, ...timeouts })
  const queuePool = new pg.Pool({ connectionString: url, max: 4, options: '-c role=mimamori_queue', ...timeouts })
  // A pool without a listener turns a dropped idle connection into a crash; the next query reports the fault itself.
  for (const one of [pool, tillPool, webhookPool, queuePool]) one.on('error', () => undefined)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) })
  return {
    atomically: atomicallyOn(prisma),
    till: async (text, values) => (await tillPool.query<Record<string, unknown>>({ name: statementName(text), text, values: [...values] })).rows,
    webhook: async (text, values) => {
      await webhookPool.query({ name: statementName(text), text, values: [...values] })
    },
    queue: async (text, values) => {
      const result = await queuePool.query(text, values)
      // Several statements in one text answer with a list of results.
      return Array.isArray(result) ? { rows: result.flatMap((one: pg.QueryResult) => one.rows as unknown[]) } : { rows: result.rows }
    },
    listen: (channel, heard) => listenOn(url, channel, heard),
    queueUrl: withRole(url, 'mimamori_queue'),
    answers: async () => {
      try {
        await Promise.race([pool.query('SELECT 1'), new Promise((_, late) => setTimeout(() => late(new Error('slow')), 1_000).unref())])
        return true
      } catch {
        return false
      }
    },
    close: async () => {
      await prisma.$disconnect()
      await Promise.all([pool.end(), tillPool.end(), webhookPool.end(), queuePool.end()])
    },
  }
}

const names = new Map<string, string>()
/** Named statements are planned once per connection. */
function statementName(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `statement_${names.size}`
  names.set(text, name)
  return name
}

function withRole(url: string, role: string): string {
  const address = new URL(url)
  address.searchParams.set('options', `-c role=${role}`)
  return address.toString()
}
