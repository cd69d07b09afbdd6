// mimamori-line-sandbox
import { createHash } from 'node:crypto'
import type { Changes } from '../changes.ts'
import type { TownClock } from '../clock.ts'
import { token } from '../ids.ts'
import { refuseLogin } from '../refusal.ts'

/** A person's word that a channel may act for them; LINE's access token is as good as this. */
export interface Grant {
  readonly lineUserId: string
  readonly clientId: string
  /** Separated by spaces. */
  readonly scope: string
  /** Opened inside LINE, from the chat. */
  readonly inClient: boolean
  readonly expiresAt: number
}

/** What an authorisation code stands for until it is exchanged. */
export interface Code {
  readonly lineUserId: string
  readonly clientId: string
  readonly redirectUri: string
  readonly scope: string
  readonly challenge?: string | undefined
  readonly nonce?: string | undefined
  /** Codes of LIFF need no secret; web login's do. */
  readonly isLiff: boolean
}

export interface Grants {
  giveCode(code: Code): string
  /** One use, ten minutes. @throws Refusal invalid_grant */
  useCode(code: string, asked: { redirectUri: string | undefined; clientId: string | undefined; verifier: string | undefined }): Code
  giveToken(grant: Omit<Grant, 'expiresAt'>, lifeSeconds: number): string
  /** Undefined when unknown, revoked or expired. */
  grant(accessToken: string): Grant | undefined
  revoke(accessToken: string): void
  revokeAllOf(lineUserId: string): void
  snapshot(): [string, Grant][]
}

export const liffTokenLifeSeconds = 12 * 60 * 60
export const webTokenLifeSeconds = 30 * 24 * 60 * 60
const codeLifeMs = 10 * 60_000
const most = 5_000

export function openGrants(kept: unknown, clock: TownClock, changes: Changes): Grants {
  const codes = new Map<string, Code & { until: number; isUsed: boolean }>()
  const tokens = new Map<string, Grant>(Array.isArray(kept) ? (kept as [string, Grant][]) : [])
  const changed = () => changes.tell({ kind: 'kept' })
  const grant = (accessToken: string) => {
    const one = tokens.get(accessToken)
    return one && one.expiresAt > clock.now() ? one : undefined
  }
  return {
    giveCode: (code) => {
      const made = token(20)
      codes.set(made, { ...code, until: clock.now() + codeLifeMs, isUsed: false })
      if (codes.size > most) codes.delete(codes.keys().next().value ?? '')
      return made
    },
    useCode: (text, { redirectUri, clientId, verifier }) => {
      const code = codes.get(text)
      if (!code || code.isUsed || clock.now() > code.until) throw refuseLogin('invalid_grant', 'invalid authorization code')
      if (code.clientId !== clientId) throw refuseLogin('invalid_grant', 'client_id does not match')
      if (code.redirectUri !== redirectUri) throw refuseLogin('invalid_grant', 'redirect_uri does not match')
      if (code.challenge !== undefined && code.challenge !== challengeOf(verifier ?? '')) throw refuseLogin('invalid_grant', 'code_verifier does not match')
      code.isUsed = true
      return code
    },
    giveToken: (wanted, lifeSeconds) => {
      const made = token(48)
      tokens.set(made, { ...wanted, expiresAt: clock.now() + lifeSeconds * 1_000 })
      if (tokens.size > most) tokens.delete(tokens.keys().next().value ?? '')
      changed()
      return made
    },
    grant,
    revoke: (accessToken) => {
      tokens.delete(accessToken)
      changed()
    },
    revokeAllOf: (lineUserId) => {
      for (const [accessToken, one] of tokens) if (one.lineUserId === lineUserId) tokens.delete(accessToken)
      changed()
    },
    snapshot: () => [...tokens].filter(([accessToken]) => grant(accessToken)),
  }
}

/** PKCE S256. */
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
