import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { databaseUrl, withOwner } from './start-postgres.ts'

export interface TestDatabase {
  /** Owner's connection: for migrations and for looking at rows as nobody in the programme may. */
  readonly ownerUrl: string
  readonly sql: <Row extends pg.QueryResultRow = Record<string, never>>(parts: TemplateStringsArray, ...values: readonly unknown[]) => Promise<Row[]>
  /** The owner's connections, two at most. */
  readonly owner: pg.Pool
  drop(): Promise<void>
}

/** A database of one's own, copied from the migrated template. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('ownerUrl')
  const name = `mimamori_test_${randomBytes(6).toString('hex')}`
  await withOwner(serverUrl, (owner) => owner.query(`CREATE DATABASE ${name} TEMPLATE ${inject('templateName')}`))
  const ownerUrl = databaseUrl(serverUrl, name)
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  pool.on('error', () => undefined)
  return {
    ownerUrl,
    owner: pool,
    sql: async (parts, ...values) => {
      const text = parts.reduce((whole, part, at) => `${whole}$${at}${part}`)
      return (await pool.query<never>(text, [...values])).rows
    },
    drop: async () => {
      await pool.end()
      await withOwner(serverUrl, (owner) => owner.query(`DROP DATABASE ${name} WITH (FORCE)`))
    },
  }
}
