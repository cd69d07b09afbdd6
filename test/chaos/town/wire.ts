import { Agent, createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Chance } from '../seeded.ts'

/** Probabilities from 0 to 1, thrown for each request. */
export interface Weather {
  /** The request arrives, its answer is thrown away. */
  readonly dropped: number
  /** The same bytes arrive twice at once, at two processes. */
  readonly doubled: number
  /** It is held back and overtaken by later ones: some arrive after their sender has given up. */
  readonly late: number
}

export const fair: Weather = { dropped: 0.02, doubled: 0.02, late: 0.02 }

export interface Wire {
  readonly port: number
  weather(now: Weather): void
  /** Everything goes to this one process from now on; null: to all in turn. */
  onlyTo(place: number | null): void
  /** Resolves when nothing is on its way any more. */
  calm(): Promise<void>
  close(): Promise<void>
}

interface Letter {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Answer {
  readonly code: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const lateMs = { least: 100, most: 6_000 }

/**
 * The network between phones and web processes, with a load balancer at its end. A letter that has set out arrives, also
 * when its sender hangs up; a process that refuses the connection is passed over; nothing is repeated after it may have
 * arrived, unless the weather says so.
 */
export async function startWire(backends: () => readonly number[], chance: Chance): Promise<Wire> {
  let weather = fair
  let turn = 0
  let only: number | null = null
  const travelling = new Set<Promise<unknown>>()
  const agent = new Agent({ keepAlive: true })

  const deliver = (letter: Letter): Promise<Answer> => {
    turn += 1
    const ports = only === null ? backends() : backends().slice(only, only + 1)
    const at = turn % ports.length
    const journey = carry(agent, letter, [...ports.slice(at), ...ports.slice(0, at)])
    travelling.add(journey)
    const arrived = () => travelling.delete(journey)
    journey.then(arrived, arrived)
    return journey
  }

  const take = async (incoming: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const fate = { dropped: chance.happens(weather.dropped), doubled: chance.happens(weather.doubled), late: chance.happens(weather.late), hangs: chance.happens(0.5) }
    const waits = fate.late ? lateMs.least + chance.below(lateMs.most - lateMs.least) : 0
    const letter = { method: incoming.method ?? 'GET', path: incoming.url ?? '/', headers: incoming.headers, body: await text(incoming) }
    if (waits > 0) await onItsWay(travelling, waits)
    const [first, ...twins] = fate.doubled ? [deliver(letter), deliver(letter)] : [deliver(letter)]
    for (const twin of twins) twin.catch(() => 'the first one counts')
    try {
      const answer = await first
      if (!fate.dropped) reply.writeHead(answer.code, withoutLength(answer.headers)).end(answer.body)
      // Thrown away: the phone sees a broken connection, or nothing at all until it loses patience.
      else if (!fate.hangs) reply.destroy()
    } catch {
      reply.destroy()
    }
  }

  const server = createServer((incoming, reply) => {
    take(incoming, reply).catch(() => reply.destroy())
  })
  await new Promise<void>((ready, fail) => server.once('error', fail).listen(0, '127.0.0.1', ready))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    weather: (now) => {
      weather = now
    },
    onlyTo: (place) => {
      only = place
    },
    calm: async () => {
      while (travelling.size > 0) await Promise.allSettled(travelling)
    },
    close: () => new Promise((closed) => {
      agent.destroy()
      server.closeAllConnections()
      server.close(() => closed())
    }),
  }
}

/** A pause that counts as travelling. */
function onItsWay(travelling: Set<Promise<unknown>>, ms: number): Promise<void> {
  const pause = new Promise<void>((over) => setTimeout(over, ms))
  travelling.add(pause)
  return pause.then(() => void travelling.delete(pause))
}

function carry(agent: Agent, letter: Letter, [port, ...others]: readonly number[]): Promise<Answer> {
  if (port === undefined) return Promise.resolve({ code: 503, headers: {}, body: '' })
  return new Promise((arrived, lost) => {
    const outgoing = request({ agent, host: '127.0.0.1', port, method: letter.method, path: letter.path, headers: letter.headers }, (backend) => {
      text(backend).then((body) => arrived({ code: backend.statusCode ?? 502, headers: backend.headers, body }), lost)
    })
    outgoing.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ECONNREFUSED') arrived(carry(agent, letter, others))
      else lost(fault)
    })
    outgoing.end(letter.body)
  })
}

/** The body was read whole and is sent whole. */
const withoutLength = ({ 'content-length': _length, 'transfer-encoding': _coding, connection: _connection, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders => headers
