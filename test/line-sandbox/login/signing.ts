// mimamori-line-sandbox
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose'
import type { TownClock } from '../clock.ts'
import { token } from '../ids.ts'
import { writeWhole } from '../keeping.ts'
import type { Person } from '../people.ts'

export const issuer = 'https://access.line.me'
const idTokenLifeSeconds = 60 * 60

export interface IdTokenWishes {
  /** Negative: expired so long ago. */
  expiresInSeconds?: number
  audience?: string
  issuer?: string
  /** ES256 as LIFF's; HS256 as web login's, its key the channel's secret. */
  algorithm?: 'ES256' | 'HS256'
  /** Signed by somebody else's key under our key's name. */
  foreignKey?: boolean
  nonce?: string
}

/** LINE Login's signing key. */
export interface Signing {
  readonly kid: string
  readonly certs: { keys: JWK[] }
  idToken(person: Person, wishes?: IdTokenWishes): Promise<string>
  /** The claims of a token that we signed, whatever its age says by the town's clock. @throws when it is not ours, expired or for somebody else. */
  verify(idToken: string, audience: string): Promise<JWTPayload>
}

export interface SigningParts {
  stateDir: string | undefined
  loginChannelId: string
  channelSecret: string
  clock: TownClock
}

export async function openSigning({ stateDir, loginChannelId, channelSecret, clock }: SigningParts): Promise<Signing> {
  const own = (stateDir === undefined ? undefined : readKey(join(stateDir, 'signing-key.json'))) ?? (await makeKey(stateDir))
  const privateKey = (await importJWK(own, 'ES256')) as CryptoKey
  const { kty, crv, x, y, kid = '' } = own
  const publicJwk = { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' } as JWK
  const publicKey = await importJWK(publicJwk, 'ES256')
  const secret = new TextEncoder().encode(channelSecret)
  let foreign: CryptoKey | undefined
  const keyFor = async (wishes: IdTokenWishes) => {
    if (wishes.algorithm === 'HS256') return secret
    if (!wishes.foreignKey) return privateKey
    foreign ??= (await generateKeyPair('ES256')).privateKey
    return foreign
  }
  return {
    kid,
    certs: { keys: [publicJwk] },
    idToken: async (person, wishes = {}) => {
      const { expiresInSeconds = idTokenLifeSeconds, algorithm = 'ES256' } = wishes
      const now = Math.floor(clock.now() / 1_000)
      const claims = { amr: ['linesso'], name: person.name, ...(person.pictureUrl ? { picture: person.pictureUrl } : {}), ...(wishes.nonce ? { nonce: wishes.nonce } : {}) }
      return new SignJWT(claims)
        .setProtectedHeader(algorithm === 'ES256' ? { alg: 'ES256', typ: 'JWT', kid } : { alg: 'HS256', typ: 'JWT' })
        .setIssuer(wishes.issuer ?? issuer)
        .setSubject(person.lineUserId)
        .setAudience(wishes.audience ?? loginChannelId)
        .setIssuedAt(Math.min(now, now + expiresInSeconds - 1))
        .setExpirationTime(now + expiresInSeconds)
        .sign(await keyFor(wishes))
    },
    verify: async (idToken, audience) => {
      const rules = { issuer, audience, currentDate: new Date(clock.now()) }
      const isWebToken = headerOf(idToken)['alg'] === 'HS256'
      const { payload } = isWebToken
        ? await jwtVerify(idToken, secret, { ...rules, algorithms: ['HS256'] })
        : await jwtVerify(idToken, publicKey, { ...rules, algorithms: ['ES256'] })
      return payload
    },
  }
}

function headerOf(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()) as Record<string, unknown>
}

async function makeKey(stateDir: string | undefined): Promise<JWK> {
  const pair = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(pair.privateKey)), kid: token(16) }
  if (stateDir !== undefined) writeWhole(join(stateDir, 'signing-key.json'), JSON.stringify(jwk))
  return jwk
}

function readKey(file: string): JWK | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JWK
  } catch {
    return undefined
  }
}
