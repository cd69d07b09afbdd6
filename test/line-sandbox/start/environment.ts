// mimamori-line-sandbox
import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Environment } from './processes.ts'

export interface Ports {
  readonly web: number
  readonly sandbox: number
  readonly scanner: number
}

/** Everything the processes of the practice town read from their environment, the databases' addresses included. */
export function townEnvironment(dataDir: string, ports: Ports, ownerUrl: string): Environment {
  const secrets = keptSecrets(join(dataDir, 'town-secrets.json'))
  const sandbox = `http://127.0.0.1:${ports.sandbox}`
  const town = `http://town.mimamori.localhost:${ports.sandbox}`
  const app = `http://mimamori.localhost:${ports.web}`
  return {
    NODE_ENV: 'development',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    DATA_DIR: dataDir,
    DATABASE_URL: ownerUrl,
    PORT: String(ports.web),
    PUBLIC_URL: app,
    SESSION_KEYS: secrets.sessionKey,
    LINE_CHANNEL_ID: secrets.channelId,
    LINE_CHANNEL_SECRET: secrets.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: secrets.channelAccessToken,
    LINE_LOGIN_CHANNEL_ID: secrets.loginChannelId,
    // The LIFF SDK takes the part before the hyphen for the LINE Login channel.
    LIFF_ID: `${secrets.loginChannelId}-${secrets.liffName}`,
    LINE_API_BASE_URL: sandbox,
    LINE_DATA_API_BASE_URL: sandbox,
    LINE_LOGIN_JWKS_URL: `${sandbox}/oauth2/v2.1/certs`,
    PAYMENT_NOTIFICATION_SECRETS: secrets.notificationSecret,
    PAYMENT_PROVIDER_URL: `${sandbox}/provider`,
    PAYMENT_PROVIDER_KEY: secrets.providerKey,
    CLAMD_URL: `tcp://127.0.0.1:${ports.scanner}`,
    SANDBOX_SCANNER_PORT: String(ports.scanner),
    LIFF_BRIDGE_URL: `${town}/bridge.js`,
    TOWN_ORIGIN: town,
    PRACTICE_CLOCK_FILE: join(dataDir, 'practice-clock.json'),
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_STATE_DIR: join(dataDir, 'sandbox'),
    WEBHOOK_URL: `http://127.0.0.1:${ports.web}/line/webhook`,
    APP_URL: app,
    TOWN_FILE: join(dataDir, 'town.json'),
  }
}

const secretsShape = z.object({
  sessionKey: z.string(),
  channelId: z.string(),
  channelSecret: z.string(),
  channelAccessToken: z.string(),
  loginChannelId: z.string(),
  liffName: z.string(),
  notificationSecret: z.string(),
  // Towns of before have none: one for this start is enough.
  providerKey: z.string().default(() => randomBytes(24).toString('hex')),
})

/** Made once and kept, so that a second start keeps everybody signed in and everything signed valid. */
function keptSecrets(file: string): z.infer<typeof secretsShape> {
  if (existsSync(file)) return secretsShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  const channel = randomInt(1_000_000, 9_000_000)
  const fresh = {
    sessionKey: randomBytes(32).toString('hex'),
    channelId: `165${channel}`,
    channelSecret: randomBytes(16).toString('hex'),
    channelAccessToken: randomBytes(96).toString('base64'),
    loginChannelId: `165${channel + 1}`,
    liffName: 'mimamori',
    notificationSecret: `whsec_${randomBytes(32).toString('base64')}`,
    providerKey: randomBytes(24).toString('hex'),
  }
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(fresh, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return fresh
}
