// mimamori-line-sandbox
import { randomUUID } from 'node:crypto'
import type { Person } from '../people.ts'
import type { Platform } from '../platform.ts'

export interface AppAnswer {
  /** 0: the app could not be reached. */
  readonly status: number
  readonly body: unknown
}

/** Pays as this person from another device, by the app's own public door: a fresh LINE login, then the payment. */
export async function payAs(platform: Platform, person: Person, payment: { storeCode: string; amount: number }): Promise<AppAnswer> {
  const { signing, log } = platform
  const signedIn = await ask(platform, '/api/sign-in/line', { idToken: await signing.idToken(person) })
  const answer = signedIn.status === 200 ? await ask(platform, '/api/payments', { storeCode: payment.storeCode, amount: String(payment.amount) }, { cookie: signedIn.cookie, 'idempotency-key': randomUUID() }) : signedIn
  const { status, body } = answer
  const line = `${person.name}：別の端末から ¥${payment.amount.toLocaleString('ja-JP')} の支払い（店番号 ${payment.storeCode}） → ${status === 0 ? 'つながらない' : String(status)}`
  if (status >= 200 && status < 300) log.note(line, { phone: person.key, raw: body })
  else log.alarm(line, { phone: person.key, raw: body })
  return { status, body }
}

/** The app is reached by the address that LINE's webhooks have; what the browser would name as its origin goes along. */
async function ask({ options, webhooks }: Platform, path: string, body: unknown, headers: Record<string, string> = {}): Promise<AppAnswer & { cookie: string }> {
  try {
    const answer = await fetch(new URL(path, webhooks.url()), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(options.appUrl).origin, 'user-agent': 'Mozilla/5.0 (Linux; Android 15) Line/15.0.0 LIFF', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
    const text = await answer.text()
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '').join('; ')
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text, cookie }
  } catch {
    return { status: 0, body: null, cookie: '' }
  }
}
