import { z } from 'zod'
import type { Context } from '../../context.ts'
import { downloadAs } from '../../documents/file-name.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { caseVerification, printPurpose } from './contract.ts'
import { printCase } from './print-case.ts'
import { verifyCase } from './verify-case.ts'

const byId = z.object({ id: z.uuid() })

/** 時系列の検証 and 案件記録. */
export function caseRecordRoutes(app: App, ctx: Context): void {
  app.get('/api/secretariat/cases/:id/verification', { config: { who: 'officer' }, schema: { params: byId, response: { 200: caseVerification } } }, async (request, reply) => {
    const answer = await verifyCase(ctx, officerOf(request), request.params.id)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  app.get(
    '/api/secretariat/cases/:id/record.pdf',
    { config: { who: 'officer', opensByLink: true }, exposeHeadRoute: false, schema: { params: byId, querystring: z.object({ purpose: printPurpose }) } },
    async (request, reply) => {
      const printed = await printCase(ctx, officerOf(request), request.params.id, request.query.purpose)
      if (!printed.ok) return sendRefusal(reply, printed)
      return reply.type('application/pdf').header('content-disposition', downloadAs(printed.value.name, 'case-record.pdf')).send(printed.value.bytes)
    },
  )
}
