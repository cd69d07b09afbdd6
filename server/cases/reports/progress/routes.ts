import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Context } from '../../../context.ts'
import { csvEncodings } from '../../../documents/csv.ts'
import { downloadAs } from '../../../documents/file-name.ts'
import type { App } from '../../../http/app-type.ts'
import { officerOf } from '../../../http/audience.ts'
import { repaymentProgress, statistics } from './contract.ts'
import { exportProgress } from './export-progress.ts'
import { readRepaymentProgress } from './repayment-progress.ts'
import { readStatistics } from './read-statistics.ts'

const encodingAsked = z.object({ encoding: z.enum(csvEncodings).default('utf8') })

/** 返済の進み and 県への統計. */
export function progressRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  app.get('/api/secretariat/reports/repayment', { config, schema: { response: { 200: repaymentProgress } } }, (request) => readRepaymentProgress(ctx, officerOf(request)))
  app.get('/api/secretariat/reports/statistics', { config, schema: { response: { 200: statistics } } }, (request) => readStatistics(ctx, officerOf(request)))

  for (const name of ['repayment', 'statistics'] as const) {
    for (const format of ['csv', 'pdf'] as const) {
      app.get(
        `/api/secretariat/reports/${name}.${format}`,
        { config: { who: 'officer', opensByLink: true }, exposeHeadRoute: false, schema: { querystring: encodingAsked } },
        async (request, reply) => {
          const file = await exportProgress(ctx, officerOf(request), { name, format, encoding: request.query.encoding })
          return reply.type(file.mediaType).header('content-disposition', downloadAs(file.name, `${name}.${format}`)).send(Readable.from(file.bytes, { objectMode: false }))
        },
      )
    }
  }
}
