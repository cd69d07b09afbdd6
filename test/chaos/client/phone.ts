import { z } from 'zod'
import { paid as paidAnswer, keyAnswer } from '../../../server/payments/contract.ts'
import type { ChaosTown } from '../town/chaos-town.ts'
import type { Heard } from './client-log.ts'

/** A signed-in phone that asks once and tells what it heard. It never asks again by itself. */
export interface Phone {
  pay(key: string, wish: { store: string; amount: number }): Promise<Heard>
  askByKey(key: string): Promise<Heard>
  close(key: string): Promise<Heard>
}

/** Less than the mini-app's eight seconds, so that more people lose patience in a short test. Milliseconds. */
const patience = 4_000

const refusal = z.object({ error: z.object({ reason: z.string() }) })

export async function signIn(town: ChaosTown, lineUserId: string): Promise<Phone> {
  const cookies = new Map<string, string>()
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${town.address}${path}`, {
      method,
      headers: { origin: town.origin, 'content-type': 'application/json', cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    return { code: answer.status, body: (await answer.json()) as unknown }
  }
  const { idToken } = await town.sandbox<{ idToken: string }>('POST', `/sandbox/people/${lineUserId}/id-token`)
  let tries = 0
  for (;;) {
    tries += 1
    const code = await ask('POST', '/api/sign-in/line', { idToken }).then((answer) => answer.code, () => 0)
    if (code === 200) break
    if (tries === 20) throw new Error(`${lineUserId} cannot sign in: ${code}`)
  }
  const byKey = (key: string) => `/api/payments/by-key/${key}`
  return {
    pay: (key, { store, amount }) => heard(async () => {
      const { code, body } = await ask('POST', '/api/payments', { storeCode: store, amount }, { 'idempotency-key': key })
      return code === 200 || code === 201 ? { state: 'paid' as const, payment: paidAnswer.parse(body).payment } : noFrom(code, body)
    }),
    askByKey: (key) => heard(async () => {
      const { code, body } = await ask('GET', byKey(key))
      return code === 200 ? keyAnswer.parse(body) : noFrom(code, body)
    }),
    close: (key) => heard(async () => {
      const { code, body } = await ask('POST', `${byKey(key)}/close`, {})
      return code === 200 ? keyAnswer.parse(body) : noFrom(code, body)
    }),
  }
}

type Answer = z.infer<typeof keyAnswer> | { readonly state: 'open'; readonly why: string } | Pick<Extract<z.infer<typeof keyAnswer>, { state: 'paid' }>, 'state' | 'payment'> | { readonly state: 'no'; readonly reason: string }

/** The programme is there and says that it cannot just now. */
export const busy = 'answer 503'

/** Not a no to the payment, but to being asked just now. */
const comeBack = new Set([429, 408, 499])

function noFrom(code: number, body: unknown): Answer {
  if (code >= 500 || comeBack.has(code)) return { state: 'open', why: `answer ${code}` }
  return { state: 'no', reason: refusal.parse(body).error.reason }
}

async function heard(asking: () => Promise<Answer>): Promise<Heard> {
  try {
    const answer = await asking()
    switch (answer.state) {
      case 'paid':
        return { outcome: 'paid', number: answer.payment.number, store: answer.payment.storeCode, amount: Number(answer.payment.amount) }
      case 'refused':
        return { outcome: 'refused', reason: answer.error.reason }
      case 'no':
        return answer.reason === 'key-closed' ? { outcome: 'closed' } : { outcome: 'refused', reason: answer.reason }
      case 'closed':
        return { outcome: 'closed' }
      case 'unknown':
        return { outcome: 'open', why: 'unknown key' }
      case 'open':
        return { outcome: 'open', why: answer.why }
    }
  } catch (fault) {
    return { outcome: 'open', why: fault instanceof Error ? `${fault.name}: ${fault.message}` : 'no answer' }
  }
}
