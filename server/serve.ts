import { join } from 'node:path'
import closeWithGrace from 'close-with-grace'
import { loadConfig } from './config.ts'
import { buildContext } from './context.ts'
import { startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { startWeb } from './web.ts'
import { startWorker } from './worker.ts'

/**
 * `npm run serve`: the programme with a real or configured LINE channel. ROLE picks web, worker or both. Without a
 * database URL it starts the embedded PostgreSQL, which is for trials and small rooms, not for a prefecture.
 */
const given = loadConfig()
const embedded = given.databaseUrl ?? given.databaseAppUrl ? undefined : await startEmbedded(join(given.dataDir, 'serve'))
const config = embedded ? loadConfig({ ...process.env, DATABASE_URL: embedded.url }) : given
if (config.databaseUrl) await migrate(config.databaseUrl)

const ctx = buildContext(config)
const web = config.role === 'worker' ? undefined : await startWeb(ctx)
const worker = config.role === 'web' ? undefined : await startWorker(ctx)
closeWithGrace({ delay: 25_000, logger: ctx.log }, async () => {
  await web?.stop()
  await worker?.stop()
  await ctx.db.close()
  await embedded?.stop()
})
