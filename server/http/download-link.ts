import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.ts'
import { minutesAfter } from '../core/time.ts'

/**
 * LINE's own browser saves no files, and the phone's browser has none of our cookies. So a download is opened there by a
 * link that carries a ticket: signed, for this one address with exactly this question, good for ten minutes and for as
 * long as the session it came from.
 */
const ticketMinutes = 10

export interface DownloadLink {
  readonly path: string
  readonly until: Date
}

/** The address of a download with a ticket for the session of this hash. */
export function downloadLink(config: Pick<Config, 'sessionKeys'>, path: string, sessionHash: Buffer, now: Date): DownloadLink {
  const until = minutesAfter(now, ticketMinutes)
  const said = `${until.getTime()}.${sessionHash.toString('base64url')}`
  const [key] = config.sessionKeys
  return { path: `${path}${path.includes('?') ? '&' : '?'}ticket=${said}.${signature(key ?? '', path, said)}`, until }
}

/** The hash of the session that an address's ticket stands for. Null when the ticket is late, forged or for another address. */
export function ticketHolder(config: Pick<Config, 'sessionKeys'>, url: string, now: Date): Buffer | null {
  const [, path = '', said = '', until = '', hash = '', sent = ''] = ticketed.exec(url) ?? []
  if (path === '' || Number(until) <= now.getTime()) return null
  const isOurs = config.sessionKeys.some((key) => timingSafeEqual(Buffer.from(signature(key, path, said)), Buffer.from(sent)))
  return isOurs ? Buffer.from(hash, 'base64url') : null
}

/** Whether an address carries a ticket at all, good or bad. */
export const carriesTicket = (url: string): boolean => /[?&]ticket=/.test(url)

/** The ticket is the last thing of the address: moment in ms, session's hash (32 bytes), signature (32 bytes). */
const ticketed = /^(.+)[?&]ticket=((\d{13,15})\.([\w-]{43}))\.([\w-]{43})$/

const signature = (key: string, path: string, said: string): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), '', 'download-link', 32))).update(`${path}\n${said}`).digest('base64url')
