import { z } from 'zod'

const url = z.url()
const secretList = (separator: string) => z.string().transform((list) => list.split(separator).map((one) => one.trim()).filter(Boolean))

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production']).default('development'),
  ROLE: z.enum(['web', 'worker', 'both']).default('both'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  DATABASE_URL: z.string().optional(),
  DATABASE_APP_URL: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  PUBLIC_URL: url.default('http://mimamori.localhost:3000'),
  SESSION_KEYS: secretList(',').pipe(z.array(z.string().regex(/^[0-9a-f]{64}$/, 'each key is 32 bytes in hex')).min(1)),
  LINE_CHANNEL_ID: z.string().min(1),
  LINE_CHANNEL_SECRET: z.string().min(1),
  LINE_CHANNEL_ACCESS_TOKEN: z.string().min(1),
  LINE_LOGIN_CHANNEL_ID: z.string().min(1),
  LIFF_ID: z.string().min(1),
  LINE_API_BASE_URL: url.default('https://api.line.me'),
  LINE_DATA_API_BASE_URL: url.default('https://api-data.line.me'),
  LINE_LOGIN_JWKS_URL: url.default('https://api.line.me/oauth2/v2.1/certs'),
  PAYMENT_NOTIFICATION_SECRETS: secretList(',').pipe(z.array(z.string().startsWith('whsec_')).min(1)),
  STRIPE_WEBHOOK_SECRETS: secretList(',').pipe(z.array(z.string().startsWith('whsec_'))).default([]),
  KOMOJU_WEBHOOK_SECRETS: secretList(',').pipe(z.array(z.string().min(8))).default([]),
  PAYMENT_PROVIDER_URL: url.optional(),
  PAYMENT_PROVIDER_KEY: z.string().min(8).optional(),
  LIFF_BRIDGE_URL: url.optional(),
  TOWN_ORIGIN: url.optional(),
  PRACTICE_CLOCK_FILE: z.string().optional(),
  CLAMD_URL: z.string().optional(),
  SMTP_URL: url.optional(),
  MAIL_FROM: z.email().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
})

export type Config = Readonly<ReturnType<typeof settled>>

/**
 * Reads and checks the environment, once. Throws with a list of every wrong name, so that a person can mend them together.
 */
export function loadConfig(from: Readonly<Record<string, string | undefined>> = process.env): Config {
  const env = parsed(environment, from)
  refusePracticeInProduction(env)
  return Object.freeze(settled(env))
}

/** What the programmes around the database need: they run where no secret of LINE's is. Same checks, same names. */
export function loadDatabaseConfig(from: Readonly<Record<string, string | undefined>> = process.env) {
  const env = parsed(environment.pick({ DATABASE_URL: true, DATABASE_APP_URL: true, PRACTICE_CLOCK_FILE: true }), from)
  return { databaseUrl: env.DATABASE_URL, databaseAppUrl: env.DATABASE_APP_URL, practiceClockFile: env.PRACTICE_CLOCK_FILE }
}

function parsed<Shape extends z.ZodType>(shape: Shape, from: Readonly<Record<string, string | undefined>>): z.infer<Shape> {
  const present = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined && value !== ''))
  const read = shape.safeParse(present)
  if (read.success) return read.data
  const wrong = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`These settings are missing or wrong (see .env.example):\n${wrong.join('\n')}`)
}

function settled(env: z.infer<typeof environment>) {
  return {
    production: env.NODE_ENV === 'production',
    role: env.ROLE,
    port: env.PORT,
    host: env.HOST,
    logLevel: env.LOG_LEVEL,
    databaseUrl: env.DATABASE_URL,
    databaseAppUrl: env.DATABASE_APP_URL,
    dataDir: env.DATA_DIR,
    publicUrl: env.PUBLIC_URL.replace(/\/$/, ''),
    sessionKeys: env.SESSION_KEYS,
    line: {
      channelId: env.LINE_CHANNEL_ID,
      channelSecret: env.LINE_CHANNEL_SECRET,
      channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
      loginChannelId: env.LINE_LOGIN_CHANNEL_ID,
      liffId: env.LIFF_ID,
      apiBaseUrl: env.LINE_API_BASE_URL,
      dataApiBaseUrl: env.LINE_DATA_API_BASE_URL,
      loginJwksUrl: env.LINE_LOGIN_JWKS_URL,
    },
    notificationSecrets: env.PAYMENT_NOTIFICATION_SECRETS,
    stripeSecrets: env.STRIPE_WEBHOOK_SECRETS,
    komojuSecrets: env.KOMOJU_WEBHOOK_SECRETS,
    paymentProvider: env.PAYMENT_PROVIDER_URL && env.PAYMENT_PROVIDER_KEY ? { url: env.PAYMENT_PROVIDER_URL.replace(/\/$/, ''), key: env.PAYMENT_PROVIDER_KEY } : null,
    practice: { liffBridgeUrl: env.LIFF_BRIDGE_URL, townOrigin: env.TOWN_ORIGIN, clockFile: env.PRACTICE_CLOCK_FILE },
    clamdUrl: env.CLAMD_URL,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
  }
}

/** In production LINE is LINE: a practice setting left behind would let somebody else's keys sign people in. */
function refusePracticeInProduction(env: z.infer<typeof environment>): void {
  if (env.NODE_ENV !== 'production') return
  const practice = (['LIFF_BRIDGE_URL', 'TOWN_ORIGIN', 'PRACTICE_CLOCK_FILE'] as const).filter((name) => env[name] !== undefined)
  const foreign = (['LINE_API_BASE_URL', 'LINE_DATA_API_BASE_URL', 'LINE_LOGIN_JWKS_URL'] as const).filter(
    (name) => !/^https:\/\/[a-z-]+\.line\.me(\/|$)/.test(env[name]),
  )
  // The key of the provider's list goes with every question.
  const open = env.PAYMENT_PROVIDER_URL !== undefined && !env.PAYMENT_PROVIDER_URL.startsWith('https://') ? ['PAYMENT_PROVIDER_URL'] : []
  const wrong = [...practice, ...foreign, ...open]
  if (wrong.length > 0) throw new Error(`Not allowed in production: ${wrong.join(', ')} (practice town settings)`)
}
