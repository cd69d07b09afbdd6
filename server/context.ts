import { pino, type Logger } from 'pino'
import type { Config } from './config.ts'
import { systemClock, type Clock } from './core/time.ts'
import { openDatabase, type Database } from './db/client.ts'
import { appUrlFor } from './db/app-url.ts'
import { openLine, type Line } from './line/gateway.ts'
import { openMail, type Mail } from './mail/gateway.ts'
import { practiceClock } from './practice-clock.ts'

/** Everything a verb may reach besides its arguments. Built here and nowhere else; a plain object. */
export interface Context {
  readonly config: Config
  readonly db: Database
  readonly line: Line
  /** Null without a mail server. */
  readonly mail: Mail | null
  readonly clock: Clock
  readonly log: Logger
}

export interface ContextParts {
  readonly clock?: Clock
  readonly maxConnections?: number
}

/** Connects to the database and prepares LINE. Throws when no database is named. */
export function buildContext(config: Config, parts: ContextParts = {}): Context {
  const url = config.databaseAppUrl ?? (config.databaseUrl && appUrlFor(config.databaseUrl))
  if (!url) throw new Error('DATABASE_URL or DATABASE_APP_URL must name the database')
  const log = pino({
    level: config.logLevel,
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.lineUserId', '*.name', '*.phone', '*.kana'],
  })
  const clock = parts.clock ?? (config.practice.clockFile ? practiceClock(config.practice.clockFile) : systemClock)
  return {
    config,
    db: openDatabase({ url, ...(parts.maxConnections ? { maxConnections: parts.maxConnections } : {}) }),
    line: openLine(config.line, log),
    mail: openMail(config, log),
    clock,
    log,
  }
}
