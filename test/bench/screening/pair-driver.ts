import { randomUUID } from 'node:crypto'
import { crowd, home } from '../bench-town.ts'
import { serveDriver } from '../load.ts'

/** One in so many pays again at once, at another store: an alert. Few enough that the rule is not stopped for alerting too much. */
const pairEvery = 100

let cookies: string[] = []
let turn = 0

serveDriver(() => request, (note) => {
  if ('cookies' in note) cookies = note.cookies as string[]
})

/** Everybody pays in turn, so that nobody pays twice within a minute but those who are meant to. */
function request(): string {
  turn += 1
  const payer = turn % pairEvery === 0 ? turn - 1 : turn
  const cookie = cookies[payer % cookies.length] ?? ''
  const store = 100_001 + (turn % crowd.stores)
  const body = `{"storeCode":"${store}","amount":"${1 + Math.floor(Math.random() * 20)}"}`
  return `POST /api/payments HTTP/1.1\r\nhost: ${home}\r\norigin: http://${home}\r\ncookie: ${cookie}\r\nidempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}
