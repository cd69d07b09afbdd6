import { randomUUID } from 'node:crypto'
import type { PersonWithPhone } from './phone.ts'

/** Asks our server as whoever is signed in on this phone, past the screen. */
export const asks = <Body>({ page }: PersonWithPhone, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Body> =>
  page.evaluate(
    async ({ method, path, body, key }): Promise<Body> => {
      const headers = { 'x-requested-with': 'mimamori', 'idempotency-key': key, ...(body === null ? {} : { 'content-type': 'application/json' }) }
      const answer = await fetch(path, { method, headers, body })
      return (await answer.json()) as Body
    },
    { method, path, body: body === undefined ? null : JSON.stringify(body), key: randomUUID() },
  )
