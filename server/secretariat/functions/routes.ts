import { z } from 'zod'
import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { officerOf } from '../../http/audience.ts'
import { sendRefusal } from '../../http/errors.ts'
import { functionList, programmeFunction, proposeResume as resumeAsked, resumeProposed, stopFunction as stopAsked } from './contract.ts'
import { listFunctions } from './list-functions.ts'
import { proposeResume } from './propose-resume.ts'
import { stopFunction } from './stop-function.ts'

/** 停止スイッチ. That a function runs again is decided with the other approvals. */
export function functionRoutes(app: App, ctx: Context): void {
  const config = { who: 'officer' } as const
  const byName = z.object({ name: programmeFunction })

  app.get('/api/secretariat/functions', { config, schema: { response: { 200: functionList } } }, (request) => listFunctions(ctx, officerOf(request)))

  app.post('/api/secretariat/functions/:name/stop', { config, schema: { params: byName, body: stopAsked, response: { 200: functionList } } }, async (request, reply) => {
    const scope = officerOf(request)
    const answer = await stopFunction(ctx, scope, request.params.name, request.body)
    return answer.ok ? listFunctions(ctx, scope) : sendRefusal(reply, answer)
  })

  app.post(
    '/api/secretariat/functions/:name/propose-resume',
    { config, schema: { params: byName, body: resumeAsked, response: { 201: resumeProposed } } },
    async (request, reply) => {
      const answer = await proposeResume(ctx, officerOf(request), request.params.name, request.body)
      return answer.ok ? reply.code(201).send({ approval: answer.value }) : sendRefusal(reply, answer)
    },
  )
}
