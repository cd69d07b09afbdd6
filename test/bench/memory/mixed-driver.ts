import { randomUUID } from 'node:crypto'
import { crowd, home } from '../bench-town.ts'
import { serveDriver } from '../load.ts'
import { webhook } from '../webhooks/webhook.ts'

let cookies = { customers: [] as string[], staff: [] as string[], channelSecret: '' }

serveDriver(() => request, (note) => {
  cookies = note as typeof cookies
})

/** Half payments, a fifth webhooks, the rest lists of customers and stores. */
function request(): string | Buffer {
  const chance = Math.random()
  if (chance < 0.5) return payment()
  if (chance < 0.7) return webhook({ path: '/line/webhook', host: home, channelSecret: cookies.channelSecret, eventsEach: 1 })
  if (chance < 0.85) return list('/api/payments', oneOf(cookies.customers))
  return list('/api/store/payments', oneOf(cookies.staff))
}

function payment(): string {
  const body = `{"storeCode":"${100_001 + Math.floor(Math.random() * crowd.stores)}","amount":"${1 + Math.floor(Math.random() * 20)}"}`
  return `POST /api/payments HTTP/1.1\r\nhost: ${home}\r\norigin: http://${home}\r\ncookie: ${oneOf(cookies.customers)}\r\nidempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}

const list = (path: string, cookie: string): string => `GET ${path} HTTP/1.1\r\nhost: ${home}\r\ncookie: ${cookie}\r\n\r\n`

const oneOf = (these: readonly string[]): string => these[Math.floor(Math.random() * these.length)] ?? ''
