import swagger from '@fastify/swagger'
import { fastify, LogController, type FastifyBaseLogger } from 'fastify'
import { jsonSchemaTransform, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { auditRoutes } from './audit/routes.ts'
import { caseRoutes } from './cases/routes.ts'
import { chatRoutes } from './chat/routes.ts'
import { selfStopVerbs } from './cases/self-stop/release-own-stop.ts'
import type { Context } from './context.ts'
import { customerRoutes } from './customers/routes.ts'
import { deviceRoutes } from './devices/routes.ts'
import { scannerAnswers } from './documents/virus-scanner.ts'
import { ruleRoutes } from './fraud/settings/routes.ts'
import { ruleVerbs } from './fraud/settings/verbs.ts'
import type { App } from './http/app-type.ts'
import { setUpEdge } from './http/edge.ts'
import { answerUnroutable } from './http/errors.ts'
import { healthRoutes } from './http/health.ts'
import { serveLiffApp } from './http/liff-app.ts'
import { newRequestNo } from './http/request-no.ts'
import { refundRoutes } from './payments/refunds/routes.ts'
import { paymentRoutes } from './payments/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { functionRoutes } from './secretariat/functions/routes.ts'
import { officerRoutes } from './secretariat/officers/routes.ts'
import { settlementRoutes } from './payments/settlement/routes.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { storeRoutes } from './stores/routes.ts'

/** Forms and answers are small; the routes that take more say so themselves. */
const bodyLimit = 64 * 1024

/**
 * Everything that can be asked of the programme, by name and in order. Tests build the same app with the same options.
 */
export async function buildApp(ctx: Context): Promise<App> {
  const log: FastifyBaseLogger = ctx.log
  const app: App = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestNo,
    bodyLimit,
    // One proxy stands in front (deploy/); it overwrites what clients claim about themselves.
    trustProxy: 'loopback',
    connectionTimeout: 30_000,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    frameworkErrors: answerUnroutable,
  }).withTypeProvider<ZodTypeProvider>()

  await setUpEdge(app, ctx)
  closeBusyConnections(app)
  if (!ctx.config.production) await describeApi(app)

  healthRoutes(app, ctx, () => scannerAnswers(ctx.config.clamdUrl))
  signInRoutes(app, ctx)
  deviceRoutes(app, ctx)
  customerRoutes(app, ctx)
  storeRoutes(app, ctx)
  paymentRoutes(app, ctx)
  settlementRoutes(app, ctx)
  refundRoutes(app, ctx)
  functionRoutes(app, ctx)
  officerRoutes(app, ctx)
  await caseRoutes(app, ctx, { ...ruleVerbs, ...selfStopVerbs })
  ruleRoutes(app, ctx)
  auditRoutes(app, ctx)
  chatRoutes(app, ctx)
  privacyRoutes(app, ctx)
  serveLiffApp(app, ctx.config)
  return app
}

/** A connection that is answered while we stop is closed with the answer; kept alive it would hold the process open. */
function closeBusyConnections(app: App): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}

/** OpenAPI of every route at /docs/json, outside production. */
async function describeApi(app: App): Promise<void> {
  await app.register(swagger, { openapi: { info: { title: 'みまもりペイ', version: '1' } }, transform: jsonSchemaTransform })
  app.get('/docs/json', { config: { who: 'anyone' }, schema: { hide: true } }, () => app.swagger())
}
