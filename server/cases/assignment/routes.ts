import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { assignCases } from './assign-cases.ts'
import * as contract from './contract.ts'

export function assignmentRoutes(app: App, ctx: Context): void {
  app.post('/api/secretariat/cases/assign', { config: { who: 'officer' }, schema: { body: contract.assignCases, response: { 200: contract.assigned } } }, async (request, reply) => {
    const answer = await assignCases(ctx, officerOf(request), request.body)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })
}
