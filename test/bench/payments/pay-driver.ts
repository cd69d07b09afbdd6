import { randomUUID } from 'node:crypto'
import { crowd, home } from '../bench-town.ts'
import { serveDriver } from '../load.ts'

let cookies: string[] = []

serveDriver(() => request, (note) => {
  if ('cookies' in note) cookies = note.cookies as string[]
})

/** A payment by chance: somebody pays somewhere a few yen under a new key. */
function request(): string {
  const cookie = cookies[Math.floor(Math.random() * cookies.length)] ?? ''
  const store = 100_001 + Math.floor(Math.random() * crowd.stores)
  const body = `{"storeCode":"${store}","amount":"${1 + Math.floor(Math.random() * 20)}"}`
  return `POST /api/payments HTTP/1.1\r\nhost: ${home}\r\norigin: http://${home}\r\ncookie: ${cookie}\r\nidempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}
