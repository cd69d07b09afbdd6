import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { customerOf, officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { proposed } from '../contract.ts'
import { askToResume, readOwnStop } from './ask-to-resume.ts'
import { ownStop, proposeReleaseAsked, resumeRequestList } from './contract.ts'
import { proposeRelease } from './propose-release.ts'
import { listResumeRequests } from './resume-requests.ts'
import { stopOwnPayments } from './stop-own-payments.ts'

export function selfStopRoutes(app: App, ctx: Context): void {
  const customer = { config: { who: 'customer' as const }, schema: { response: { 200: ownStop } } }
  app.get('/api/self-stop', customer, (request) => readOwnStop(ctx, customerOf(request)))

  app.post('/api/self-stop', customer, async (request) => {
    const scope = customerOf(request)
    await stopOwnPayments(ctx, scope)
    return readOwnStop(ctx, scope)
  })

  app.post('/api/self-stop/resume-request', customer, async (request, reply) => {
    const answer = await askToResume(ctx, customerOf(request))
    return answer.ok ? answer.value : sendRefusal(reply, answer)
  })

  const config = { who: 'officer' } as const
  app.get('/api/secretariat/resume-requests', { config, schema: { response: { 200: resumeRequestList } } }, async (request) => ({ items: await listResumeRequests(ctx, officerOf(request)) }))

  const byId = z.object({ id: z.uuid() })
  app.post('/api/secretariat/resume-requests/:id/propose-release', { config, schema: { params: byId, body: proposeReleaseAsked, response: { 201: proposed } } }, async (request, reply) => {
    const answer = await proposeRelease(ctx, officerOf(request), request.params.id, request.body)
    return answer.ok ? reply.code(201).send({ approval: answer.value }) : sendRefusal(reply, answer)
  })
}
