import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../db/client.ts'
import type { App } from './app-type.ts'

/** `/health/live`: the process runs. `/health/ready`: it can serve. `/metrics`: figures for Prometheus, without personal data. */
export function healthRoutes(app: App, { db }: { readonly db: Database }, scannerAnswers: () => Promise<boolean>): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  // Without it no photo is taken: somebody has to know before a store does.
  const scanner = new Gauge({ name: 'virus_scanner_up', help: 'Whether the virus scanner answers.', registers: [registry] })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['method', 'route', 'code'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never the URL: URLs carry ids.
    durations.observe({ method: request.method, route: request.routeOptions.url ?? 'none', code: reply.statusCode }, reply.elapsedTime / 1000)
  })

  const open = { config: { who: 'anyone' as const, rateLimit: false as const } }
  app.get('/health/live', open, async () => ({ live: true }))
  app.get('/health/ready', open, async (_request, reply) => {
    const ready = await db.answers()
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  app.get('/metrics', open, async (_request, reply) => {
    scanner.set((await scannerAnswers()) ? 1 : 0)
    return reply.header('content-type', registry.contentType).send(await registry.metrics())
  })
}
