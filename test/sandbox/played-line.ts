import { randomBytes } from 'node:crypto'
import { LineBotClient } from '@line/bot-sdk'
import type { SandboxOptions } from '../line-sandbox/options.ts'
import { startSandbox, type Sandbox } from '../line-sandbox/sandbox.ts'
import { testClock, type TestClock } from '../support/clock.ts'
import { startBot, type Bot } from './bot.ts'

export const channel = {
  channelId: '2000000001',
  channelSecret: randomBytes(16).toString('hex'),
  channelAccessToken: randomBytes(24).toString('base64url'),
  loginChannelId: '2000000002',
  liffId: '2000000002-Mimamori',
} as const

export interface Answered {
  readonly status: number
  readonly headers: Headers
  /** Parsed where the answer is JSON, else the text. */
  readonly body: unknown
}

/** The played LINE with a bot behind it, LINE's own client before it, and a clock that stands still. */
export interface PlayedLine {
  readonly sandbox: Sandbox
  readonly bot: Bot
  readonly client: LineBotClient
  readonly clock: TestClock
  /** One request as it stands, with the channel's token unless the headers say otherwise. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  /** A friend of the official account. */
  friend(name?: string): Promise<string>
  close(): Promise<void>
}

export async function playLine(wishes: Partial<SandboxOptions> = {}): Promise<PlayedLine> {
  const clock = testClock()
  const bot = await startBot()
  const sandbox = await startSandbox({
    port: 0, webhookUrl: bot.webhookUrl, appUrl: 'http://mimamori.localhost:3000', now: () => clock.now().getTime(), ...channel, ...wishes,
  })
  return {
    sandbox, bot, clock,
    client: LineBotClient.fromChannelAccessToken({ channelAccessToken: channel.channelAccessToken, apiBaseURL: sandbox.origin, dataApiBaseURL: sandbox.origin }),
    ask: (method, path, body, headers = {}) => ask(sandbox.origin, method, path, body, headers),
    friend: async (name = '山田 花子') => {
      const { lineUserId } = sandbox.addPerson({ name })
      await sandbox.follow(lineUserId)
      return lineUserId
    },
    close: async () => {
      await sandbox.close()
      await bot.close()
    },
  }
}

async function ask(origin: string, method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answered> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof URLSearchParams
  const kind: Record<string, string> = isRaw || body === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await fetch(new URL(path, origin), {
    method,
    headers: { authorization: `Bearer ${channel.channelAccessToken}`, ...kind, ...headers },
    redirect: 'manual',
    ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = (answer.headers.get('content-type') ?? '').includes('json')
  return { status: answer.status, headers: answer.headers, body: isJson ? (JSON.parse(text) as unknown) : text }
}

/** A push body with one text. */
export const pushOf = (to: string, text = 'こんにちは') => ({ to, messages: [{ type: 'text', text }] })
