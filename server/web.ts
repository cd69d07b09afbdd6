import { pathToFileURL } from 'node:url'
import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { loadConfig } from './config.ts'
import { buildContext, type Context } from './context.ts'

export interface Web {
  readonly port: number
  stop(): Promise<void>
}

/** Listens for LINE, the mini-app and the payment provider. Any number of these may run behind a load balancer. */
export async function startWeb(ctx: Context): Promise<Web> {
  const app = await buildApp(ctx)
  await app.listen({ port: ctx.config.port, host: ctx.config.host })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : ctx.config.port
  return { port, stop: () => app.close() }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const ctx = buildContext(loadConfig())
  const web = await startWeb(ctx)
  closeWithGrace({ delay: 15_000, logger: ctx.log }, async () => {
    await web.stop()
    await ctx.db.close()
  })
}
