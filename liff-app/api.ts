import { heardServerTime } from './platform/clock.ts'
import { heardAppVersion } from './platform/version.ts'
import { onThisPhone } from './platform/keep.ts'
import { idToken, linePerson, signInFresh, signedInFresh } from './platform/liff.ts'
import type { lineSignInAnswer } from '../server/sign-in/contract.ts'
import type { z } from 'zod'

/** Our server. Paths begin with /api; answers have the types of server/**\/contract.ts. Refusals throw ApiError. */
export const api = {
  get: <T>(path: string): Promise<T> => again(() => send<T>('GET', path)),
  /** A question that doesn't fit an address. It changes nothing, so it may be asked again. */
  look: <T>(path: string, body: unknown): Promise<T> => again(() => send<T>('POST', path, body)),
  /** Repeated after a fresh sign-in only when it carries an Idempotency-Key: anything else might happen twice. */
  post: <T>(path: string, body: unknown, key?: string): Promise<T> =>
    key === undefined ? send<T>('POST', path, body) : again(() => send<T>('POST', path, body, { 'idempotency-key': key })),
  patch: <T>(path: string, body: unknown): Promise<T> => send<T>('PATCH', path, body),
}

/** A no of the server with its words, or (reason `unreachable`) no answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly reason: string
  readonly moneyMoved: boolean | null
  readonly next: string
  readonly en: { readonly message: string; readonly next: string }
  readonly facts: Readonly<Record<string, string>>
  readonly requestNo: string | null

  constructor(words: RefusalBody, requestNo: string | null = null) {
    super(words.message)
    this.reason = words.reason
    this.moneyMoved = words.moneyMoved
    this.next = words.next
    this.en = words.en ?? { message: words.message, next: words.next }
    this.facts = words.facts ?? {}
    this.requestNo = words.requestNo ?? requestNo
  }
}

export interface RefusalBody {
  readonly reason: string
  readonly message: string
  readonly moneyMoved: boolean | null
  readonly next: string
  readonly en?: { readonly message: string; readonly next: string }
  readonly facts?: Readonly<Record<string, string>>
  readonly requestNo?: string
}

export const isReason = (problem: unknown, ...reasons: readonly string[]): boolean =>
  problem instanceof ApiError && reasons.includes(problem.reason)

/** One request, as it is. */
export async function send<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'x-requested-with': 'mimamori', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => null)
  if (!answer) throw new ApiError(unreachable)
  heardServerTime(answer.headers.get('x-server-time'))
  heardAppVersion(answer.headers.get('x-app-version'))
  const said: unknown = answer.status === 204 ? undefined : await answer.json().catch(() => null)
  if (answer.ok) return said as T
  throw noFrom(said, answer.headers.get('x-request-no'))
}

/** What the server said instead of yes, or (with null) that nothing was heard. */
export const noFrom = (said: unknown, requestNo: string | null = null): ApiError => new ApiError(refusalIn(said) ?? unreachable, requestNo)

type SignInNext = z.infer<typeof lineSignInAnswer>['next']

/**
 * Proves to our server who this is in LINE. An expired token leads to one fresh LINE sign-in, which leaves the page.
 * @throws ApiError when LINE does not say who this is, or the fresh token is refused too.
 */
export async function signInWithLine(): Promise<SignInNext> {
  const token = idToken()
  if (!token) throw new ApiError(lineSilent)
  try {
    const { next } = await send<{ next: SignInNext }>('POST', '/api/sign-in/line', { idToken: token })
    signedInFresh()
    onThisPhone.write('line-person', linePerson())
    return next
  } catch (problem) {
    if (isReason(problem, 'id-token-expired', 'id-token-invalid')) await signInFresh()
    throw problem
  }
}

async function again<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (problem) {
    if (!isReason(problem, 'not-signed-in')) throw problem
    await signInWithLine()
    return ask()
  }
}

function refusalIn(said: unknown): RefusalBody | null {
  if (typeof said !== 'object' || said === null || !('error' in said)) return null
  const words = said.error as Partial<RefusalBody> | null
  if (typeof words?.reason !== 'string' || typeof words.message !== 'string') return null
  return { ...words, reason: words.reason, message: words.message, moneyMoved: words.moneyMoved ?? null, next: words.next ?? '' }
}

/** Screens show their own words for these two (words/ja/app.ts); a server that does not answer cannot word anything. */
const unreachable: RefusalBody = { reason: 'unreachable', message: 'unreachable', moneyMoved: null, next: '' }
const lineSilent: RefusalBody = { reason: 'line-silent', message: 'line-silent', moneyMoved: null, next: '' }
