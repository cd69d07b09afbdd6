import { connect, type Socket } from 'node:net'
import { percentile } from './measure.ts'

/** What the parent process asks a driver for: as many requests as possible, or `perSecond` of them started at even distances. */
export interface DriveOrder {
  readonly port: number
  readonly seconds: number
  readonly connections: number
  readonly perSecond?: number
}

export interface Driven {
  /** Answers by HTTP code. */
  readonly answers: Readonly<Record<string, number>>
  /** Seconds from the first request to the last answer. */
  readonly seconds: number
  /** Milliseconds from when a request was due (or sent) to its answer. */
  readonly p50: number
  readonly p99: number
}

/**
 * What a driver process does all its life: each message that is an order is answered with how it went. `prepare` is done
 * before the clock starts and gives the requests one after the other; `notes` are all other messages.
 */
export function serveDriver<Order extends DriveOrder>(prepare: (order: Order) => () => string | Buffer, notes: (note: object) => void = () => undefined): void {
  process.on('message', (message: Order | object) => {
    if (!isOrder<Order>(message)) return notes(message)
    void drive(message, prepare(message)).then((driven) => process.send?.(driven))
  })
  process.on('disconnect', () => process.exit(0))
}

const isOrder = <Order extends DriveOrder>(message: Order | object): message is Order => 'seconds' in message

interface Line {
  readonly socket: Socket
  sentAt: number
  answer: string
}

/** Its own few lines of HTTP/1.1, because a general client costs as much as the server it measures. */
async function drive({ port, seconds, connections, perSecond }: DriveOrder, request: () => string | Buffer): Promise<Driven> {
  const times: number[] = []
  const answers: Record<string, number> = {}
  const lines = await Promise.all(Array.from({ length: connections }, () => open(port)))
  const began = performance.now()
  const stopAt = began + seconds * 1000
  const idle: Line[] = []
  const due: number[] = []

  const send = (line: Line, since: number) => {
    line.sentAt = since
    line.socket.write(request())
  }
  const { promise: finished, resolve: finish } = Promise.withResolvers<undefined>()
  const retired = new Set<Line>()
  const retire = (line: Line) => {
    retired.add(line)
    line.socket.destroy()
    if (retired.size === connections) finish(undefined)
  }
  const next = (line: Line) => {
    if (performance.now() >= stopAt) return retire(line)
    if (perSecond === undefined) return send(line, performance.now())
    const since = due.shift()
    if (since === undefined) idle.push(line)
    else send(line, since)
  }
  for (const line of lines) {
    // Closed by the server in the middle of the load: told among the answers, and not waited for.
    line.socket.once('close', () => {
      if (retired.has(line)) return
      answers.closed = (answers.closed ?? 0) + 1
      retire(line)
    })
    line.socket.on('data', (chunk: Buffer) => {
      line.answer += chunk.toString('latin1')
      const code = completeCode(line.answer)
      if (code === null) return
      line.answer = ''
      times.push(performance.now() - line.sentAt)
      answers[code] = (answers[code] ?? 0) + 1
      next(line)
    })
    next(line)
  }
  if (perSecond !== undefined) await pace(perSecond, stopAt, (since) => {
    // The longest idle first: one that is never used is closed by the server, and would never answer again.
    const line = idle.shift()
    if (line) send(line, since)
    else due.push(since)
  })
  for (const line of idle) next(line)
  await finished
  times.sort((a, b) => a - b)
  return { answers, seconds: (performance.now() - began) / 1000, p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
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

/** The HTTP code of an answer that has arrived whole, else null. */
function completeCode(answer: string): string | null {
  const headEnd = answer.indexOf('\r\n\r\n')
  if (headEnd < 0) return null
  const length = Number(/content-length: (\d+)/i.exec(answer.slice(0, headEnd))?.[1] ?? 0)
  return answer.length >= headEnd + 4 + length ? answer.slice(9, 12) : null
}
