import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastify } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import pg from 'pg'
import { loadConfig } from '../../server/config.ts'
import { startEmbedded } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'
import type { App } from '../../server/http/app-type.ts'
import { openSealedCookies } from '../../server/http/session.ts'

export const crowd = { customers: 20_000, stores: 200 }

/** Where the programme believes it is: what a browser sends as host and origin. */
export const home = 'mimamori.localhost:3000'

export interface BenchTown {
  readonly ownerUrl: string
  /** Environment of a real web or worker process on this database. */
  readonly env: Readonly<Record<string, string>> & { readonly LINE_CHANNEL_SECRET: string }
  readonly owner: pg.Client
  /** The server process of PostgreSQL, parent of its connections; null where the system does not tell. */
  readonly postgresPid: number | null
  /** Sealed cookies of every customer, as a browser sends them. */
  cookies(): Promise<string[]>
  /** A sealed cookie for each session's secret. */
  sealed(secrets: readonly string[]): Promise<string[]>
  close(): Promise<void>
}

/** PostgreSQL of its own with durability on, migrated, with many customers signed in and many stores. */
export async function openBenchTown(settings: Readonly<Record<string, string>> = {}): Promise<BenchTown> {
  const folder = mkdtempSync(join(tmpdir(), 'mimamori-bench-'))
  chmodSync(folder, 0o711)
  const server = await startEmbedded(join(folder, 'data'), settings)
  await migrate(server.url)
  const owner = new pg.Client({ connectionString: server.url })
  await owner.connect()
  await owner.query(people)
  await owner.query('VACUUM ANALYZE')
  const env = environment(server.url)
  // The server is stopped first: it lets go of every client, also of one that is in the middle of something.
  owner.on('error', () => undefined)
  return {
    ownerUrl: server.url,
    env,
    owner,
    postgresPid: await postmasterOf(owner),
    cookies: () => sealedCookies(env, Array.from({ length: crowd.customers }, (_one, place) => secretOf(`bench-${place + 1}`))),
    sealed: (secrets) => sealedCookies(env, secrets),
    close: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const environment = (ownerUrl: string) => ({
  DATABASE_URL: ownerUrl, LOG_LEVEL: 'error', PUBLIC_URL: `http://${home}`, SESSION_KEYS: randomBytes(32).toString('hex'),
  LINE_CHANNEL_ID: '1', LINE_CHANNEL_SECRET: 'bench', LINE_CHANNEL_ACCESS_TOKEN: 'bench', LINE_LOGIN_CHANNEL_ID: '2', LIFF_ID: '2-Bench',
  PAYMENT_NOTIFICATION_SECRETS: `whsec_${randomBytes(24).toString('base64')}`,
})

async function postmasterOf(owner: pg.Client): Promise<number | null> {
  const { rows: [row] } = await owner.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${row?.pid ?? 0}/status`, 'utf8'))?.[1])
  } catch {
    return null
  }
}

/** What the plugin can do with several cookies, which its types leave out. */
interface Sealing {
  createSecureSession(content: Record<string, string>, original: undefined, name: string): object
  encodeSecureSession(session: object, name: string): string
}

/** A session's secret that follows from a name; `secretInSql` is the same as the database makes it. */
export const secretOf = (name: string): string => createHash('sha256').update(name).digest('base64url')
/** `sessions.hash` of `secretOf(name)`, where `name` is an expression of SQL. */
export const sessionHashInSql = (name: string): string =>
  `sha256(convert_to(translate(rtrim(encode(sha256(convert_to(${name}, 'UTF8')), 'base64'), '='), '+/', '-_'), 'UTF8'))`

/** Sealed by the server's own plugin and key, so that the web process opens real cookies. */
async function sealedCookies(env: Readonly<Record<string, string>>, secrets: readonly string[]): Promise<string[]> {
  const app: App & Sealing = fastify().withTypeProvider<ZodTypeProvider>()
  await openSealedCookies(app, loadConfig(env))
  await app.ready()
  const seal = (name: string, cookie: string, content: Record<string, string>) =>
    `${cookie}=${encodeURIComponent(app.encodeSecureSession(app.createSecureSession(content, undefined, name), name))}`
  const cookies = secrets.map((secret, place) =>
    [seal('seal', '__Host-sid', { sid: secret, displayName: 'Bench' }), seal('deviceSeal', '__Host-device', { device: `device-${place}` })].join('; '))
  await app.close()
  return cookies
}

/** Rows as years of use leave them. What a customer may hold is lifted, so that nobody runs dry in a minute of load. */
const people = `
  SET session_replication_role = replica;
  INSERT INTO stores (id, code, number, name, area, phone, latitude, longitude, opens_at, closes_at)
  SELECT uuidv7(), 'S-' || lpad(n::text, 4, '0'), (100000 + n)::text, '店 ' || n, 'あおば市', '000', 38, 140, '00:00', '24:00' FROM generate_series(1, ${crowd.stores}) n;
  CREATE TEMPORARY TABLE crowd AS SELECT n, uuidv7() AS id, 'U' || md5(n::text) AS line_user_id FROM generate_series(1, ${crowd.customers}) n;
  INSERT INTO customers (id, code, line_user_id, display_name, name, kana, birth_year, phone, town, terms_version, consented_at, registered_at)
  SELECT id, 'C-' || n, line_user_id, 'Bench', '利用者', 'リヨウシャ', 1980, 'bench-' || n, 'あおば市', '1', now(), now() FROM crowd;
  INSERT INTO wallets (customer_id, balance) SELECT id, 1000000000 FROM crowd;
  INSERT INTO pockets (customer_id, kind, expires_on, amount) SELECT id, 'common', '2099-12-31', 1000000000 FROM crowd;
  INSERT INTO sessions (hash, line_user_id, actor_kind, actor_id, device_id, user_agent, created_at, idle_until, absolute_until)
  SELECT ${sessionHashInSql("'bench-' || n")}, line_user_id, 'customer', id, uuidv7(), 'bench', now(), now() + interval '1 day', now() + interval '1 day' FROM crowd;
  SET session_replication_role = DEFAULT;
`
