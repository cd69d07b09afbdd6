import { execFileSync } from 'node:child_process'
import pg from 'pg'
import { startEmbedded } from '../../../server/db/embedded.ts'
import { until } from '../../support/processes.ts'

export interface OwnPostgres {
  readonly url: string
  /** kill -9 of the server and everything it started; nobody says goodbye, nothing is flushed. */
  crash(): void
  /** What an operator's supervisor does: starts the server over the same files and port unless it runs. Resolves when it answers. */
  revive(): Promise<void>
  /** Rows as nobody in the programme may see them. Asks again while the server is away. */
  ask<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** As `ask`, once: throws while the server is away. */
  askOnce<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

/**
 * A production server in small: fsync and full-page writes are on (PostgreSQL's defaults), and what was answered must be
 * there after any crash. Little WAL is kept, so that it fits on a small disk.
 */
const settings = { max_wal_size: '64MB', min_wal_size: '32MB', max_connections: '100' }

export async function startOwnPostgres(dataDir: string): Promise<OwnPostgres> {
  let server = await startEmbedded(dataDir, settings)
  const { url } = server
  const askOnce = async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const owner = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, query_timeout: 10_000 })
    owner.on('error', () => undefined)
    try {
      await owner.connect()
      return (await owner.query<Row>(text, [...values])).rows
    } finally {
      await owner.end()
    }
  }
  const answers = () => askOnce('SELECT 1').then(() => true, () => false)
  return {
    url,
    crash: () => {
      const everyone = [server.pid, ...childrenOf(server.pid)]
      for (const pid of everyone) endNow(pid)
    },
    revive: () => until(async () => {
      if (await answers()) return true
      if (isAlive(server.pid)) return false
      // Its memory may still be held by a child that is dying: then this start fails, and the next one succeeds.
      server = await startEmbedded(dataDir, settings, { url }).catch(() => server)
      return answers()
    }, 'PostgreSQL to come back'),
    ask: async <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => {
      let rows: Row[] = []
      await until(async () => {
        try {
          rows = await askOnce<Row>(text, values)
          return true
        } catch (fault) {
          // A mistake in the question itself will not pass.
          if (fault instanceof pg.DatabaseError && fault.code?.startsWith('42')) throw fault
          return false
        }
      }, `PostgreSQL to answer: ${text}`)
      return rows
    },
    askOnce,
    close: async () => {
      if (isAlive(server.pid)) await server.stop()
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself a moment ago.
  }
}

function childrenOf(parent: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return table.trim().split('\n').map((row) => row.trim().split(/ +/).map(Number)).flatMap(([pid = 0, of]) => (of === parent ? [pid] : []))
}
