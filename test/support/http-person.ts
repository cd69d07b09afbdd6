import { randomUUID } from 'node:crypto'
import type { Manifest, RunningTown } from './running-town.ts'

/** A customer's phone without a screen: signs in by LINE and pays over HTTP, asking again with the same key until it knows. */
export interface HttpCustomer {
  readonly key: string
  /** The payment's number, however often the connection broke on the way. */
  paysUntilAnswered(storeCode: string, amount: number): Promise<{ key: string; number: string | null; reason: string | null }>
  balance(): Promise<bigint>
}

export async function httpCustomer(town: RunningTown, person: Manifest['customers'][number]): Promise<HttpCustomer> {
  const cookies = new Map<string, string>()
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
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
    return { code: answer.status, body: (await answer.json()) as Record<string, unknown> & { payment?: { number: string }; error?: { reason: string } } }
  }
  const { idToken } = await town.sandbox<{ idToken: string }>('POST', `/sandbox/people/${person.lineUserId}/id-token`)
  const signedIn = await ask('POST', '/api/sign-in/line', { idToken })
  if (signedIn.code !== 200) throw new Error(`sign-in answered ${signedIn.code}: ${JSON.stringify(signedIn.body)}`)
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
    balance: async () => BigInt(String((await ask('GET', '/api/me')).body['balance'])),
  }
}
