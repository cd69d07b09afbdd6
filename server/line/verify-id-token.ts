import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { done, refused, type Answer } from '../core/refusal.ts'

/** Who LINE says is holding the phone. `sub` is the LINE user id; name and picture are what the person chose. */
export interface LineIdentity {
  readonly sub: string
  readonly name: string
  readonly picture: string | null
}

export type VerifyIdToken = (idToken: string, now: Date) => Promise<Answer<LineIdentity>>

const claims = z.object({ sub: z.string().regex(/^U[0-9a-f]{32}$/), name: z.string().max(200).optional(), picture: z.string().max(1_000).optional() })
/** Between our clock and LINE's, in seconds. */
const clockSkew = 30

/**
 * Checks LIFF ID tokens against LINE's public keys: ES256 only (HS256 is for web logins and another key), issued by LINE
 * for our channel, not expired. Throws when the keys cannot be had: then nobody can say, and that is not the person's fault.
 */
export function idTokenVerifier(line: Config['line']): VerifyIdToken {
  const keys = createRemoteJWKSet(new URL(line.loginJwksUrl), { timeoutDuration: 5_000, cooldownDuration: 10_000, cacheMaxAge: 60 * 60_000 })
  return async (idToken, now) => {
    try {
      const { payload } = await jwtVerify(idToken, keys, {
        algorithms: ['ES256'],
        issuer: 'https://access.line.me',
        audience: line.loginChannelId,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: clockSkew,
        currentDate: now,
      })
      const read = claims.safeParse(payload)
      if (!read.success) return refused('id-token-invalid')
      return done({ sub: read.data.sub, name: read.data.name ?? '', picture: read.data.picture ?? null })
    } catch (fault) {
      if (fault instanceof errors.JWTExpired) return refused('id-token-expired')
      if (fault instanceof errors.JWKSTimeout || fault instanceof errors.JWKSInvalid || isOutage(fault)) throw fault
      if (fault instanceof errors.JOSEError) return refused('id-token-invalid')
      throw fault
    }
  }
}

/** jose reports an answer other than 200 as its plain error class. */
const isOutage = (fault: unknown): boolean => fault instanceof errors.JOSEError && fault.code === 'ERR_JOSE_GENERIC'
