import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPg } from '@prisma/adapter-pg'
import { SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { appPassword } from './app-url.ts'
import { deadLetters, heartbeatSeconds, queues, type QueueWishes } from './queues.ts'

const prismaFolder = join(import.meta.dirname, '../../prisma')

/**
 * Brings a database to the present schema: job queue, SQL migrations, queues, and the login role's password.
 * Twice equals once. `url` is the owner's connection; the programme never uses it.
 * Returns the names of the migrations applied now.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const applied = await withEngine(url, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationsOnDisk(), filters: nothingExternal })
    return appliedMigrationNames
  })
  await prepareQueues(url)
  await withOwner(url, async (owner) => {
    await owner.query(`ALTER ROLE mimamori_app LOGIN PASSWORD ${pg.escapeLiteral(appPassword(url))}`)
    await owner.query(queueGrants)
  })
  return applied
}

export const nothingExternal = { externalTables: [], externalEnums: [] }

/** Runs `work` with Prisma's schema engine (its WebAssembly build: no native program to download). */
export async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const datamodels = schemaFiles().map(({ path, content }): [string, string] => [path, content])
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  try {
    const engine = await SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool)))
    return await work(engine)
  } finally {
    await pool.end()
  }
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside function bodies and comments. PostgreSQL reads a whole
 * script by itself, and then as one transaction: a migration is applied entirely or not at all.
 */
class WholeScripts extends PrismaPg {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    super(pool, { disposeExternalPool: false })
    this.#pool = pool
  }

  override async connect() {
    const adapter = await super.connect()
    adapter.executeScript = async (script: string) => {
      await this.#pool.query(script)
    }
    return adapter
  }
}

export function schemaFiles(): { path: string; content: string }[] {
  const folder = join(prismaFolder, 'schema')
  return readdirSync(folder).sort().map((path) => ({ path, content: readFileSync(join(folder, path), 'utf8') }))
}

function migrationsOnDisk() {
  const baseDir = join(prismaFolder, 'migrations')
  const migrationDirectories = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: readFileSync(join(baseDir, path, 'migration.sql'), 'utf8') } },
    }))
  const lockfile = { path: 'migration_lock.toml', content: readFileSync(join(baseDir, 'migration_lock.toml'), 'utf8') }
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories }
}

async function prepareQueues(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  const existing = new Set((await boss.getQueues()).map(({ name }) => name))
  if (!existing.has(deadLetters)) await boss.createQueue(deadLetters)
  for (const [name, wishes] of Object.entries<QueueWishes>(queues)) {
    const { policy, ...tries } = wishes
    const options = { expireInSeconds: 120, ...tries, retryBackoff: true, heartbeatSeconds, notify: true, ...(tries.retryLimit > 0 ? { deadLetter: deadLetters } : {}) }
    if (existing.has(name)) await boss.updateQueue(name, options)
    else await boss.createQueue(name, { ...options, ...(policy ? { policy } : {}) })
  }
  await boss.stop({ graceful: false })
}

const queueGrants = `
  GRANT USAGE ON SCHEMA pgboss TO mimamori_queue;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO mimamori_queue;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO mimamori_queue;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO mimamori_queue;`

async function withOwner(url: string, work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    await work(owner)
  } finally {
    await owner.end()
  }
}
