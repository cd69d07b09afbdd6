import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.ts'

/** What a store's poster says, once its signature has proven that we printed it. */
export interface Poster {
  readonly number: string
  readonly version: number
}

/** 96 bits of a signature are plenty for something that is checked online, and keep the QR code coarse enough to scan from afar. */
const signatureLength = 16

/** The token in a poster's QR code: `number.version.signature`. Only we can make one; an older version is refused when paying. */
export const makePosterToken = (config: Pick<Config, 'line'>, number: string, version: number): string =>
  `${number}.${version}.${signatureOf(config, number, version)}`

/** The poster a token was printed on, or null when it is not one of ours. */
export function readPosterToken(config: Pick<Config, 'line'>, token: string): Poster | null {
  const parts = /^([0-9]{6})\.([1-9][0-9]{0,5})\.([A-Za-z0-9_-]{16})$/.exec(token)
  if (!parts) return null
  const [, number = '', version = '', signature = ''] = parts
  const expected = signatureOf(config, number, Number(version))
  return timingSafeEqual(Buffer.from(signature), Buffer.from(expected)) ? { number, version: Number(version) } : null
}

const signatureOf = (config: Pick<Config, 'line'>, number: string, version: number): string =>
  createHmac('sha256', keyOf(config.line.channelSecret)).update(`${number}.${version}`).digest('base64url').slice(0, signatureLength)

/** Derived from the channel's secret and not from the session keys: posters hang on walls for longer than those live. */
const keyOf = (channelSecret: string): Buffer => Buffer.from(hkdfSync('sha256', channelSecret, '', 'poster', 32))
