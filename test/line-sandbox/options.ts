// mimamori-line-sandbox
import { z } from 'zod'

export interface SandboxOptions {
  /** 0 takes any free port. */
  port: number
  /** When set, a virus scanner is played on this port (0: any free one). */
  scannerPort?: number | undefined
  /** When set, the same is also served over TLS with a self-signed certificate for *.line.me. */
  tlsPort?: number | undefined
  /** What must survive a restart is kept here; without it everything is forgotten. */
  stateDir?: string | undefined
  webhookUrl: string
  /** The LIFF endpoint URL. */
  appUrl: string
  channelId: string
  channelSecret: string
  channelAccessToken: string
  loginChannelId: string
  /** The part before the hyphen is the LINE Login channel: the LIFF SDK relies on it. */
  liffId: string
  /** Default: /notifications/payments at the webhook's origin. */
  notificationUrl?: string | undefined
  /** Comma list of `whsec_…`; the first one signs. */
  notificationSecrets?: string | undefined
  /** The key of the payment company's own list; without it nobody may see the list. */
  providerKey?: string | undefined
  /** JSON file {"offsetMs": n}: how far the town's clock is ahead. Only the sandbox writes it. */
  clockFile?: string | undefined
  townFile?: string | undefined
  /** The time before the town's clock is moved, in milliseconds. */
  now?: (() => number) | undefined
  /** Messages a month before LINE answers 429; without it the plan is unlimited. */
  monthlyLimit?: number | undefined
  /** Waiting times before each redelivery of a webhook, in milliseconds. */
  redeliverAfterMs?: number[] | undefined
  logLevel?: string | undefined
}

/** Where PSP notifications go. */
export const notificationUrlOf = (options: SandboxOptions, webhookUrl: string): string =>
  options.notificationUrl ?? new URL('/notifications/payments', webhookUrl).href

const port = z.coerce.number().int().min(0).max(65_535)

const environment = z.object({
  SANDBOX_PORT: port.default(4000),
  SANDBOX_TLS_PORT: port.optional(),
  SANDBOX_SCANNER_PORT: port.optional(),
  SANDBOX_STATE_DIR: z.string().optional(),
  WEBHOOK_URL: z.url().default('http://127.0.0.1:3000/line/webhook'),
  APP_URL: z.url().default('http://mimamori.localhost:3000'),
  LINE_CHANNEL_ID: z.string(),
  LINE_CHANNEL_SECRET: z.string(),
  LINE_CHANNEL_ACCESS_TOKEN: z.string(),
  LINE_LOGIN_CHANNEL_ID: z.string(),
  LIFF_ID: z.string(),
  NOTIFICATION_URL: z.url().optional(),
  PAYMENT_NOTIFICATION_SECRETS: z.string().optional(),
  PAYMENT_PROVIDER_KEY: z.string().optional(),
  PRACTICE_CLOCK_FILE: z.string().optional(),
  TOWN_FILE: z.string().optional(),
  SANDBOX_MONTHLY_LIMIT: z.coerce.number().int().min(0).optional(),
})

/** @throws with the list of what is missing or wrong. */
export function optionsFrom(env: Readonly<Record<string, string | undefined>>): SandboxOptions {
  const read = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== '')))
  if (!read.success) throw new Error(`settings of the LINE sandbox: ${read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`)
  const said = read.data
  return {
    port: said.SANDBOX_PORT,
    tlsPort: said.SANDBOX_TLS_PORT,
    scannerPort: said.SANDBOX_SCANNER_PORT,
    stateDir: said.SANDBOX_STATE_DIR,
    webhookUrl: said.WEBHOOK_URL,
    appUrl: said.APP_URL,
    channelId: said.LINE_CHANNEL_ID,
    channelSecret: said.LINE_CHANNEL_SECRET,
    channelAccessToken: said.LINE_CHANNEL_ACCESS_TOKEN,
    loginChannelId: said.LINE_LOGIN_CHANNEL_ID,
    liffId: said.LIFF_ID,
    notificationUrl: said.NOTIFICATION_URL,
    notificationSecrets: said.PAYMENT_NOTIFICATION_SECRETS,
    providerKey: said.PAYMENT_PROVIDER_KEY,
    clockFile: said.PRACTICE_CLOCK_FILE,
    townFile: said.TOWN_FILE,
    monthlyLimit: said.SANDBOX_MONTHLY_LIMIT,
  }
}
