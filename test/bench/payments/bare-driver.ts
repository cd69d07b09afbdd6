import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { crowd } from '../bench-town.ts'

const run = promisify(execFile)

export interface BareOrder {
  readonly url: string
  readonly seconds: number
  readonly clients: number
}

/** Payments a second of the bare function. */
export type BareDriver = (order: BareOrder) => Promise<number>

/** pgbench where it is installed; otherwise our own clients, since npm has no pgbench. The figure's label says which. */
export async function bareDriver(): Promise<{ name: string; drive: BareDriver }> {
  try {
    await run('pgbench', ['--version'])
    return { name: 'pgbench', drive: byPgbench }
  } catch {
    return { name: 'node clients with prepared statements', drive: byNode }
  }
}

const script = `\\set c random(1, ${crowd.customers})
\\set s random(1, ${crowd.stores})
SELECT bare_payment((SELECT id FROM bench_customers WHERE place = :c), gen_random_uuid()::text, (SELECT id FROM bench_stores WHERE place = :s), 10, now());
`

async function byPgbench({ url, seconds, clients }: BareOrder): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'mimamori-pgbench-'))
  try {
    const file = join(folder, 'bare.sql')
    writeFileSync(file, script)
    const { stdout } = await run('pgbench', [url, '-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', file])
    return Number(/^tps = ([0-9.]+)/m.exec(stdout)?.[1] ?? NaN)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const statement = {
  name: 'bare',
  text: 'SELECT bare_payment((SELECT id FROM bench_customers WHERE place = $1), $2, (SELECT id FROM bench_stores WHERE place = $3), 10, now())',
}

async function byNode({ url, seconds, clients }: BareOrder): Promise<number> {
  const connections = await Promise.all(Array.from({ length: clients }, async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return client
  }))
  const began = performance.now()
  let paid = 0
  await Promise.all(connections.map(async (client) => {
    while (performance.now() - began < seconds * 1000) {
      await client.query({ ...statement, values: [1 + Math.floor(Math.random() * crowd.customers), randomUUID(), 1 + Math.floor(Math.random() * crowd.stores)] })
      paid += 1
    }
  }))
  const rate = paid / ((performance.now() - began) / 1000)
  await Promise.all(connections.map((client) => client.end()))
  return rate
}
