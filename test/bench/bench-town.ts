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

export interface BenchTown {
  readonly ownerUrl: string
  /** Environment of a real web process on this database. */
  readonly env: Readonly<Record<string, string>>
  readonly owner: pg.Client
  /** Sealed cookies of every customer, as a browser sends them. */
  cookies(): Promise<string[]>
  close(): Promise<void>
}

/** PostgreSQL of its own with durability on, migrated, with many customers signed in and many stores. */
export async function openBenchTown(): Promise<BenchTown> {
  const folder = mkdtempSync(join(tmpdir(), 'mimamori-bench-'))
  chmodSync(folder, 0o711)
  const server = await startEmbedded(join(folder, 'data'))
  await migrate(server.url)
  const owner = new pg.Client({ connectionString: server.url })
  await owner.connect()
  await owner.query(people)
  await owner.query(readFileSync(join(import.meta.dirname, 'bare-payment.sql'), 'utf8'))
  await owner.query('VACUUM ANALYZE')
  const env = environment(server.url)
  // The server is stopped first: it lets go of every client, also of one that is in the middle of something.
  owner.on('error', () => undefined)
  const close = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    ownerUrl: server.url,
    env,
    owner,
    cookies: () => sealedCookies(env),
    close,
  }
}

const environment = (ownerUrl: string): Record<string, string> => ({
  DATABASE_URL: ownerUrl, PORT: '0', LOG_LEVEL: 'error', PUBLIC_URL: 'http://mimamori.localhost:3000', SESSION_KEYS: randomBytes(32).toString('hex'),
  LINE_CHANNEL_ID: '1', LINE_CHANNEL_SECRET: 'bench', LINE_CHANNEL_ACCESS_TOKEN: 'bench', LINE_LOGIN_CHANNEL_ID: '2', LIFF_ID: '2-Bench',
  PAYMENT_NOTIFICATION_SECRETS: `whsec_${randomBytes(24).toString('base64')}`,
})

/** What the plugin can do with several cookies, which its types leave out. */
interface Sealing {
  createSecureSession(content: Record<string, string>, original: undefined, name: string): object
  encodeSecureSession(session: object, name: string): string
}

const secretOf = (place: number): string => createHash('sha256').update(`bench-${place}`).digest('base64url')

/** Sealed by the server's own plugin and key, so that the web process opens real cookies. */
async function sealedCookies(env: Readonly<Record<string, string>>): Promise<string[]> {
  const app: App & Sealing = fastify().withTypeProvider<ZodTypeProvider>()
  await openSealedCookies(app, loadConfig(env))
  await app.ready()
  const seal = (name: string, cookie: string, content: Record<string, string>) =>
    `${cookie}=${encodeURIComponent(app.encodeSecureSession(app.createSecureSession(content, undefined, name), name))}`
  const cookies = Array.from({ length: crowd.customers }, (_one, place) =>
    [seal('seal', '__Host-sid', { sid: secretOf(place + 1), displayName: 'Bench' }), seal('deviceSeal', '__Host-device', { device: `device-${place}` })].join('; '))
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
  SELECT sha256(convert_to(translate(rtrim(encode(sha256(convert_to('bench-' || n, 'UTF8')), 'base64'), '='), '+/', '-_'), 'UTF8')),
         line_user_id, 'customer', id, uuidv7(), 'bench', now(), now() + interval '1 day', now() + interval '1 day' FROM crowd;
  SET session_replication_role = DEFAULT;
`
