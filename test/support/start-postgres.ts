import { createHash } from 'node:crypto'
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
    templateName: string
  }
}

/**
 * One PostgreSQL for the whole run, with a migrated template from which each test file copies its own database.
 * Durability is off: a test server that loses power has lost nothing.
 */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'mimamori-test-'))
  // PostgreSQL runs as another user when the tests run as root: let it pass.
  chmodSync(folder, 0o711)
  const server = await startEmbedded(join(folder, 'data'), { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' })
  const templateName = `mimamori_template_${schemaHash()}`
  await withOwner(server.url, (owner) => owner.query(`CREATE DATABASE ${templateName}`))
  await migrate(databaseUrl(server.url, templateName))
  await withOwner(server.url, (owner) => owner.query(`ALTER DATABASE ${templateName} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`))
  project.provide('ownerUrl', server.url)
  project.provide('templateName', templateName)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export function databaseUrl(serverUrl: string, name: string): string {
  const address = new URL(serverUrl)
  address.pathname = `/${name}`
  return address.toString()
}

export async function withOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

function schemaHash(): string {
  const hash = createHash('sha256')
  const root = join(import.meta.dirname, '../..')
  for (const file of [...globSync('prisma/{schema,migrations}/**/*.{prisma,sql}', { cwd: root }), 'server/db/queues.ts'].sort()) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 12)
}
