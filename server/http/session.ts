import secureSession from '@fastify/secure-session'
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { digest, newSecret } from '../core/ids.ts'
import { minutesAfter } from '../core/time.ts'
import type { Tx } from '../db/atomically.ts'
import { addressOf } from './address.ts'
import type { App } from './app-type.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The sealed cookie `__Host-sid`: an envelope for the session's secret, which the database alone can honour. */
    seal: secureSession.Session<{ sid: string; displayName: string }>
    /** The sealed long-lived cookie `__Host-device`: which browser this is. */
    deviceSeal: secureSession.Session<{ device: string }>
  }
}

/** Longer than any session lives; the database decides when one ends. Seconds. */
const sealLasts = 24 * 60 * 60
/** Browsers cap cookies at 400 days. Seconds. */
const deviceLasts = 400 * 24 * 60 * 60

/** Seals and opens the two cookies. The first key seals; the others still open, so that keys can be changed without signing everybody out. */
export async function openSealedCookies(app: App, config: Config): Promise<void> {
  const key = config.sessionKeys.map((hex) => Buffer.from(hex, 'hex'))
  // `__Host-`: only over https (or on localhost), only from this very host, for every path.
  const cookie = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' as const }
  await app.register(secureSession, [
    { sessionName: 'seal', cookieName: '__Host-sid', key, expiry: sealLasts, cookie },
    { sessionName: 'deviceSeal', cookieName: '__Host-device', key, expiry: deviceLasts, cookie: { ...cookie, maxAge: deviceLasts } },
  ])
}

/** The opaque secret in the sealed cookie; its sha256 is sessions.hash. Null without a (readable) cookie. */
export const sessionSecretOf = (request: FastifyRequest): string | null => request.seal.get('sid') ?? null

/** What the database knows the session by. Null without a (readable) cookie. */
export function sessionHashOf(request: FastifyRequest): Buffer | null {
  const secret = sessionSecretOf(request)
  return secret === null ? null : digest(secret)
}

/** The name LINE told us at sign-in, for greeting somebody who is not registered. Never an authority for anything. */
export const displayNameOf = (request: FastifyRequest): string => request.seal.get('displayName') ?? ''

export interface NewSession {
  readonly kind: 'visitor' | 'customer' | 'staff' | 'officer'
  readonly actorId: string | null
  readonly lineUserId: string
  readonly credentialVersion?: number
  readonly sharedTerminal?: boolean
}

/** How long a session may rest, and live at most, in minutes. */
export const sessionLimits = {
  visitor: { idle: 30, absolute: 12 * 60 },
  customer: { idle: 30, absolute: 12 * 60 },
  staff: { idle: 15, absolute: 12 * 60 },
  officer: { idle: 15, absolute: 8 * 60 },
} as const

/**
 * Writes a session and ends the one the request came with, in the caller's transaction (scope: door). A new level always
 * has a new secret. Call `keepSession` with the returned secret after the transaction, else the browser never learns it.
 */
export async function beginSession(tx: Tx, request: FastifyRequest, session: NewSession, now: Date): Promise<string> {
  const secret = newSecret()
  await endSession(tx, request, session.kind === 'visitor' ? 'signed-in-again' : 'new-level', now)
  await tx.session.create({
    data: {
      hash: new Uint8Array(digest(secret)),
      lineUserId: session.lineUserId,
      actorKind: session.kind,
      actorId: session.actorId,
      deviceId: deviceOf(request),
      userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
      ip: addressOf(request),
      credentialVersion: session.credentialVersion ?? 0,
      sharedTerminal: session.sharedTerminal ?? false,
      createdAt: now,
      idleUntil: minutesAfter(now, sessionLimits[session.kind].idle),
      absoluteUntil: minutesAfter(now, sessionLimits[session.kind].absolute),
    },
    select: { hash: true },
  })
  return secret
}

/** Puts the secret into the sealed cookie of the answer. */
export function keepSession(request: FastifyRequest, secret: string, displayName = displayNameOf(request)): void {
  request.seal.set('sid', secret)
  request.seal.set('displayName', [...displayName].slice(0, 60).join(''))
}

/** Ends the session the request came with, if any (scope: door). A copy of its cookie is worthless from then on. */
export async function endSession(tx: Tx, request: FastifyRequest, reason: string, now: Date): Promise<void> {
  const secret = sessionSecretOf(request)
  if (secret === null) return
  await tx.session.updateMany({ where: { hash: new Uint8Array(digest(secret)), revokedAt: null }, data: { revokedAt: now, revokeReason: reason } })
}

/** The browser's lasting id; made at its first sign-in. */
export function deviceOf(request: FastifyRequest): string {
  const known = request.deviceSeal.get('device')
  if (known) return known
  const made = randomUUID()
  request.deviceSeal.set('device', made)
  return made
}
