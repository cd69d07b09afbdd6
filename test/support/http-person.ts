import { randomUUID } from 'node:crypto'
import type { Manifest, RunningTown, SignInFacts } from './running-town.ts'

/** A customer's phone without a screen: signs in by LINE and pays over HTTP, asking again with the same key until it knows. */
export interface HttpCustomer {
  readonly key: string
  /** The payment's number, however often the connection broke on the way. */
  paysUntilAnswered(storeCode: string, amount: number): Promise<{ key: string; number: string | null; reason: string | null }>
  balance(): Promise<bigint>
}

/** A store's till without a screen. */
export interface HttpTill {
  /** 金額QRを出す: where its QR code leads to. */
  asksFor(amount: number): Promise<{ id: string; url: string; token: string }>
  /** How the request stands now. */
  looksAt(requestId: string): Promise<{ state: string; matchNumber: string | null }>
  callsOff(requestId: string): Promise<void>
  /** コードを読み取る: paid at once, asked on the customer's phone, or a reason why not. */
  charges(digits: string, amount: number): Promise<{ matchNumber: string | null; asked: string | null; reason: string | null }>
}

interface Answered {
  readonly payment?: { readonly number: string; readonly matchNumber: string }
  readonly error?: { readonly reason: string }
  readonly balance?: string
  readonly request?: { readonly id: string; readonly url: string; readonly token: string; readonly state: string; readonly payment: { readonly matchNumber: string } | null }
  readonly asked?: { readonly requestId: string }
}

type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<{ code: number; body: Answered }>

export async function httpCustomer(town: RunningTown, person: Manifest['customers'][number]): Promise<HttpCustomer> {
  const ask = await signedInByLine(town, person.lineUserId)
  return {
    key: person.key,
    paysUntilAnswered: async (storeCode, amount) => {
      const key = randomUUID()
      for (let tries = 0; tries < 60; tries += 1) {
        try {
          const { code, body } = await ask('POST', '/api/payments', { storeCode, amount }, { 'idempotency-key': key })
          if (code < 500) return { key, number: body.payment?.number ?? null, reason: body.error?.reason ?? null }
        } catch {
          // The process died with our request: the key makes asking again safe.
        }
      }
      throw new Error(`no answer for the payment with key ${key}`)
    },
    balance: async () => BigInt(String((await ask('GET', '/api/me')).body.balance)),
  }
}

export async function httpTill(town: RunningTown, staff: SignInFacts): Promise<HttpTill> {
  const ask = await signedInByLine(town, staff.lineUserId)
  const entered = await ask('POST', '/api/sign-in/password', { loginId: staff.loginId, password: staff.password })
  if (entered.code !== 200) throw new Error(`the password was answered ${entered.code}: ${JSON.stringify(entered.body)}`)
  const requestIn = ({ code, body }: { code: number; body: Answered }) => {
    if (!body.request) throw new Error(`a payment request was answered ${code}: ${JSON.stringify(body)}`)
    return body.request
  }
  return {
    asksFor: async (amount) => requestIn(await ask('POST', '/api/store/requests', { amount })),
    looksAt: async (id) => {
      const { state, payment } = requestIn(await ask('GET', `/api/store/requests/${id}`))
      return { state, matchNumber: payment?.matchNumber ?? null }
    },
    callsOff: async (id) => {
      requestIn(await ask('POST', `/api/store/requests/${id}/cancel`, {}))
    },
    charges: async (digits, amount) => {
      const { body } = await ask('POST', '/api/store/code-payments', { code: digits, amount }, { 'idempotency-key': randomUUID() })
      return { matchNumber: body.payment?.matchNumber ?? null, asked: body.asked?.requestId ?? null, reason: body.error?.reason ?? null }
    },
  }
}

async function signedInByLine(town: RunningTown, lineUserId: string): Promise<Ask> {
  const cookies = new Map<string, string>()
  const ask: Ask = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${town.webAddress}${path}`, {
      method,
      headers: {
        origin: town.appUrl, 'content-type': 'application/json', cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    return { code: answer.status, body: (await answer.json()) as Answered }
  }
  const { idToken } = await town.sandbox<{ idToken: string }>('POST', `/sandbox/people/${lineUserId}/id-token`)
  const signedIn = await ask('POST', '/api/sign-in/line', { idToken })
  if (signedIn.code !== 200) throw new Error(`sign-in answered ${signedIn.code}: ${JSON.stringify(signedIn.body)}`)
  return ask
}
