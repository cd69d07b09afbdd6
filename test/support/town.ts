import { randomBytes, randomInt, createHmac } from 'node:crypto'
import { buildApp } from '../../server/app.ts'
import { loadConfig } from '../../server/config.ts'
import { buildContext } from '../../server/context.ts'
import { appUrlFor } from '../../server/db/app-url.ts'
import { startSandbox } from '../line-sandbox/sandbox.ts'
import { testClock } from './clock.ts'
import { openTestDatabase } from './database.ts'
import type { Ground } from './ground.ts'
import { searchOutgoing } from './outgoing.ts'
import { settle } from './settle.ts'
import { browserOn } from './person.ts'
import { customersOf } from './customers.ts'
import { openStore, type StoreInTown, type StoreWishes } from './stores.ts'
import { signInOfficers, type OfficerInTown } from './officers.ts'
import type { CustomerInTown, CustomerWishes } from './customers.ts'

export interface Town extends Ground {
  customer(wishes?: CustomerWishes): Promise<CustomerInTown>
  store(wishes?: StoreWishes): Promise<StoreInTown>
  officers<Names extends readonly string[]>(...names: Names): Promise<{ [Place in keyof Names]: OfficerInTown }>
  /** A signed notification of the payment provider. */
  notify(money: { kind: 'top-up' | 'repayment'; reference: string; amount: string; pspRef?: string; type?: string; id?: string; method?: string; paidInto?: string }): Promise<{ status: number }>
  /** Somebody whom nobody knows yet. */
  stranger(): ReturnType<typeof browserOn>
  close(): Promise<void>
}

const notificationSecret = `whsec_${Buffer.from('practice-secret-of-the-tests').toString('base64')}`

const providerKey = 'key-of-the-providers-list'

/** A town of one's own: database, app, LINE and clock. One per test file. */
export async function openTown(wishes: { maxConnections?: number; settings?: Record<string, string>; comparesWithProvider?: boolean } = {}): Promise<Town> {
  const database = await openTestDatabase()
  const clock = testClock()
  const channel = { channelId: '2000000001', channelSecret: randomBytes(16).toString('hex'), channelAccessToken: randomBytes(24).toString('base64url'), loginChannelId: '2000000002', liffId: '2000000002-Mimamori' }
  const sandbox = await startSandbox({
    port: 0, scannerPort: 0, webhookUrl: 'http://127.0.0.1:9/line/webhook', appUrl: 'http://mimamori.localhost:3000', notificationSecrets: notificationSecret, providerKey, now: () => clock.now().getTime(), ...channel,
  })
  const config = loadConfig({
    LOG_LEVEL: 'silent', PORT: '0', DATABASE_APP_URL: appUrlFor(database.ownerUrl), PUBLIC_URL: 'http://mimamori.localhost:3000', SESSION_KEYS: randomBytes(32).toString('hex'),
    LINE_CHANNEL_ID: channel.channelId, LINE_CHANNEL_SECRET: channel.channelSecret, LINE_CHANNEL_ACCESS_TOKEN: channel.channelAccessToken, LINE_LOGIN_CHANNEL_ID: channel.loginChannelId,
    LIFF_ID: channel.liffId, LINE_API_BASE_URL: sandbox.origin, LINE_DATA_API_BASE_URL: sandbox.origin, LINE_LOGIN_JWKS_URL: sandbox.jwksUrl, PAYMENT_NOTIFICATION_SECRETS: notificationSecret,
    ...(sandbox.scanner ? { CLAMD_URL: sandbox.scanner.address } : {}),
    ...(wishes.comparesWithProvider ? { PAYMENT_PROVIDER_URL: `${sandbox.origin}/provider`, PAYMENT_PROVIDER_KEY: providerKey } : {}),
    ...wishes.settings,
  })
  const ctx = buildContext(config, { clock, maxConnections: wishes.maxConnections ?? 6 })
  const app = await buildApp(ctx)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  sandbox.webhooksGoTo(`${address}/line/webhook`)

  const town: Town = {
    ctx, app, sandbox, clock, database, sql: database.sql,
    settles: () => settle(ctx, database.owner),
    customer: (one = {}) => customersOf(town, one),
    store: (one = {}) => openStore(town, one),
    officers: async (...names) => (await signInOfficers(town, names)) as { [Place in keyof typeof names]: OfficerInTown },
    notify: (money) => notify(town, money),
    stranger: () => browserOn(app, config.publicUrl),
    close: async () => {
      try {
        await searchOutgoing(database.sql)
      } finally {
        await app.close()
        await ctx.db.close()
        await sandbox.close()
        await database.drop()
      }
    },
  }
  return town
}

async function notify(town: Town, { kind, reference, amount, pspRef, type = 'money.paid', id, method = 'konbini', paidInto }: Parameters<Town['notify']>[0]): Promise<{ status: number }> {
  const now = town.clock.now()
  const eventId = id ?? `evt_${randomInt(2 ** 47)}`
  const body = JSON.stringify({
    id: eventId, type, occurred_at: now.toISOString(),
    data: { kind, ...(paidInto === undefined ? { reference } : { paid_into: paidInto }), amount: Number(amount), currency: 'JPY', method, psp_ref: pspRef ?? `psp_${randomInt(2 ** 47)}`, paid_at: now.toISOString() },
  })
  const timestamp = Math.floor(now.getTime() / 1_000)
  const key = Buffer.from(notificationSecret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('base64')
  const answer = await town.app.inject({
    method: 'POST', url: '/notifications/payments', payload: body,
    headers: { 'content-type': 'application/json', 'webhook-id': eventId, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` },
  })
  return { status: answer.statusCode }
}
