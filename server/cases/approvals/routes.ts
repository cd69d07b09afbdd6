import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import type { VerbsFromAbove } from '../../payments/decide-money.ts'
import * as contract from '../contract.ts'
import { listApprovals, readApproval } from './approval-list.ts'
import { approveProposal, sendBackProposal } from './decide-proposal.ts'
import { withdrawProposal } from './withdraw-proposal.ts'

const officer = { who: 'officer' } as const
const byId = z.object({ id: z.uuid() })

export function approvalRoutes(app: App, ctx: Context, fromAbove: VerbsFromAbove): void {
  const asked = z.object({ state: z.enum(['proposed', 'decided']).default('proposed') })
  app.get('/api/secretariat/approvals', { config: officer, schema: { querystring: asked, response: { 200: contract.approvalList } } }, async (request) => ({
    items: await listApprovals(ctx, officerOf(request), request.query.state, fromAbove),
  }))

  app.get('/api/secretariat/approvals/:id', { config: officer, schema: { params: byId, response: { 200: contract.approvalSeen } } }, async (request, reply) => {
    const answer = await readApproval(ctx, officerOf(request), request.params.id, fromAbove)
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  for (const [name, verb] of [['approve', approveProposal], ['send-back', sendBackProposal], ['withdraw', withdrawProposal]] as const) {
    app.post(
      `/api/secretariat/approvals/:id/${name}`,
      { config: officer, schema: { params: byId, body: contract.decision, response: { 200: contract.approvalSeen } } },
      async (request, reply) => {
        const scope = officerOf(request)
        const { id } = byId.parse(request.params)
        const answer = await verb(ctx, scope, id, contract.decision.parse(request.body), fromAbove)
        if (!answer.ok) return sendRefusal(reply, answer)
        const seen = await readApproval(ctx, scope, id, fromAbove)
        return seen.ok ? seen.value : sendRefusal(reply, seen)
      },
    )
  }
}
