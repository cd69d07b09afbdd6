import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { csvEncodings, csvMediaType } from '../../documents/csv.ts'
import { downloadAs } from '../../documents/file-name.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import * as contract from './contract.ts'
import { exportReport } from './export-report.ts'
import { listSample, markSample } from './mark-sample.ts'
import type { Month } from './month.ts'
import { printReport } from './print-report.ts'
import { progressRoutes } from './progress/routes.ts'
import { listReports, readReport } from './read-report.ts'

const byMonth = z.object({ month: contract.month })
const encodingAsked = z.object({ encoding: z.enum(csvEncodings).default('utf8') })

/** 月次報告 and 無作為点検. */
export function reportRoutes(app: App, ctx: Context): void {
  progressRoutes(app, ctx)
  const config = { who: 'officer' } as const
  app.get('/api/secretariat/reports', { config, schema: { response: { 200: contract.reportList } } }, (request) => listReports(ctx, officerOf(request)))

  app.get('/api/secretariat/reports/:month', { config, schema: { params: byMonth, response: { 200: contract.monthlyReport } } }, async (request, reply) => {
    const report = await readReport(ctx, officerOf(request), request.params.month as Month)
    return report.ok ? report.value : sendRefusal(reply, report)
  })

  app.get(
    '/api/secretariat/reports/:month/report.csv',
    { config: { who: 'officer', opensByLink: true }, exposeHeadRoute: false, schema: { params: byMonth, querystring: encodingAsked } },
    async (request, reply) => {
      const file = await exportReport(ctx, officerOf(request), request.params.month as Month, request.query.encoding)
      if (!file.ok) return sendRefusal(reply, file)
      reply.type(csvMediaType[file.value.encoding])
      return reply.header('content-disposition', downloadAs(file.value.name, 'report.csv')).send(Readable.from(file.value.bytes, { objectMode: false }))
    },
  )

  app.get(
    '/api/secretariat/reports/:month/report.pdf',
    { config: { who: 'officer', opensByLink: true }, exposeHeadRoute: false, schema: { params: byMonth } },
    async (request, reply) => {
      const file = await printReport(ctx, officerOf(request), request.params.month as Month)
      if (!file.ok) return sendRefusal(reply, file)
      return reply.type('application/pdf').header('content-disposition', downloadAs(file.value.name, 'report.pdf')).send(file.value.bytes)
    },
  )

  app.get('/api/secretariat/samples/:month', { config, schema: { params: byMonth, response: { 200: contract.sampleList } } }, (request) =>
    listSample(ctx, officerOf(request), request.params.month as Month))

  app.post(
    '/api/secretariat/samples/:month/:paymentId',
    { config, schema: { params: byMonth.extend({ paymentId: z.uuid() }), body: contract.markSample, response: { 200: contract.sampleList } } },
    async (request, reply) => {
      const scope = officerOf(request)
      const month = request.params.month as Month
      const marked = await markSample(ctx, scope, month, request.params.paymentId, request.body)
      return marked.ok ? listSample(ctx, scope, month) : sendRefusal(reply, marked)
    },
  )
}
