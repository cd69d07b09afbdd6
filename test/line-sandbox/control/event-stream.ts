// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform.ts'

const heartbeatMs = 20_000

/** GET /sandbox/events: what changes, as server-sent events, to every page that watches. */
export function eventStream(site: FastifyInstance, { changes }: Platform): void {
  const open = new Set<() => void>()
  site.get('/sandbox/events', (request, reply) => {
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', connection: 'keep-alive', 'x-accel-buffering': 'no',
      ...(request.headers.origin === undefined ? {} : { 'access-control-allow-origin': request.headers.origin }),
    })
    raw.write('retry: 1000\n\n')
    const stopListening = changes.listen((change) => {
      if (change.kind !== 'kept') raw.write(`data: ${JSON.stringify(change)}\n\n`)
    })
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs)
    const stop = () => {
      stopListening()
      clearInterval(heartbeat)
      open.delete(stop)
      raw.end()
    }
    open.add(stop)
    raw.on('close', stop)
  })
  site.addHook('preClose', async () => {
    for (const stop of open) stop()
  })
}
