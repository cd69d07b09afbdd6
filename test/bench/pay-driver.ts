import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** What the parent process asks for: as many payments as possible, or `perSecond` of them started at even distances. */
export interface DriveOrder {
  readonly port: number
  readonly host: string
  readonly seconds: number
  readonly connections: number
  readonly perSecond?: number
}

export interface Driven {
  readonly paid: number
  /** Answers by HTTP code, 201 aside. */
  readonly others: Record<string, number>
  /** Milliseconds from when the payment was due (or sent) to its answer. */
  readonly p50: number
  readonly p99: number
}

interface Line {
  readonly socket: Socket
  sentAt: number
  answer: string
}

let cookies: string[] = []

process.on('message', (message: { cookies: string[] } | DriveOrder) => {
  if ('cookies' in message) cookies = message.cookies
  else void drive(message).then((driven) => process.send?.(driven))
})
process.on('disconnect', () => process.exit(0))

/** Its own few lines of HTTP/1.1, because a general client costs as much as the server it measures. */
async function drive({ port, host, seconds, connections, perSecond }: DriveOrder): Promise<Driven> {
  const times: number[] = []
  const others: Record<string, number> = {}
  let paid = 0
  const lines = await Promise.all(Array.from({ length: connections }, () => open(port)))
  const stopAt = performance.now() + seconds * 1000
  const idle: Line[] = []
  const due: number[] = []

  const send = (line: Line, since: number) => {
    line.sentAt = since
    line.socket.write(request(host))
  }
  const { promise: finished, resolve: finish } = Promise.withResolvers<undefined>()
  let open_ = connections
  const next = (line: Line) => {
    if (performance.now() >= stopAt) {
      line.socket.destroy()
      open_ -= 1
      if (open_ === 0) finish(undefined)
      return
    }
    if (perSecond === undefined) return send(line, performance.now())
    const since = due.shift()
    if (since === undefined) idle.push(line)
    else send(line, since)
  }
  for (const line of lines) {
    line.socket.on('data', (chunk: Buffer) => {
      line.answer += chunk.toString('latin1')
      const code = completeCode(line.answer)
      if (code === null) return
      line.answer = ''
      times.push(performance.now() - line.sentAt)
      if (code === '201') paid += 1
      else others[code] = (others[code] ?? 0) + 1
      next(line)
    })
    next(line)
  }
  if (perSecond !== undefined) await pace(perSecond, stopAt, (since) => {
    const line = idle.pop()
    if (line) send(line, since)
    else due.push(since)
  })
  for (const line of idle) next(line)
  await finished
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { paid, others, p50: at(0.5), p99: at(0.99) }
}

/** Calls at even distances, counted from the plan and not from the last call: a late server does not slow its load down. */
async function pace(perSecond: number, stopAt: number, call: (since: number) => void): Promise<void> {
  const began = performance.now()
  let started = 0
  while (performance.now() < stopAt) {
    const wanted = Math.floor(((performance.now() - began) / 1000) * perSecond)
    for (; started < wanted; started += 1) call(began + (started * 1000) / perSecond)
    await new Promise((soon) => setTimeout(soon, 1))
  }
}

function open(port: number): Promise<Line> {
  return new Promise((ready, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('connect', () => ready({ socket, sentAt: 0, answer: '' }))
    socket.once('error', fail)
  })
}

function request(host: string): string {
  const cookie = cookies[Math.floor(Math.random() * cookies.length)] ?? ''
  const store = 100_001 + Math.floor(Math.random() * 200)
  const body = `{"storeCode":"${store}","amount":"${1 + Math.floor(Math.random() * 20)}"}`
  return `POST /api/payments HTTP/1.1\r\nhost: ${host}\r\norigin: http://${host}\r\ncookie: ${cookie}\r\nidempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
}

/** The HTTP code of an answer that has arrived whole, else null. */
function completeCode(answer: string): string | null {
  const headEnd = answer.indexOf('\r\n\r\n')
  if (headEnd < 0) return null
  const length = Number(/content-length: (\d+)/i.exec(answer.slice(0, headEnd))?.[1] ?? 0)
  return answer.length >= headEnd + 4 + length ? answer.slice(9, 12) : null
}
