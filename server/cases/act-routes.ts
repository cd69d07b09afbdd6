import { z } from 'zod'
import type { Context } from '../context.ts'
import type { Answer } from '../core/refusal.ts'
import type { OfficerScope } from '../db/scope.ts'
import type { App } from '../http/app-type.ts'
import { officerOf } from '../http/audience.ts'
import { sendRefusal } from '../http/errors.ts'
import * as contract from './contract.ts'
import { readCaseFile } from './file/case-file.ts'

const officer = { who: 'officer' } as const
const byId = z.object({ id: z.uuid() })

/** POST /api/secretariat/cases/:id/<name>: an act of one officer. Answers with the case as it is afterwards, so that the screen need not guess. */
export function caseAct<Body extends z.ZodType>(app: App, ctx: Context, name: string, body: Body, verb: (scope: OfficerScope, id: string, asked: z.output<Body>) => Promise<Answer<unknown>>): void {
  app.post(`/api/secretariat/cases/:id/${name}`, { config: officer, schema: { params: byId, body, response: { 200: contract.caseFile } } }, async (request, reply) => {
    const scope = officerOf(request)
    const { id } = byId.parse(request.params)
    const answer = await verb(scope, id, request.body as z.output<Body>)
    if (!answer.ok) return sendRefusal(reply, answer)
    const file = await readCaseFile(ctx, scope, id)
    return file.ok ? file.value : sendRefusal(reply, file)
  })
}

/** POST /api/secretariat/cases/:id/<name>: something that a second officer has to approve. Answers with the proposal's number. */
export function caseProposal<Body extends z.ZodType>(
  app: App,
  name: string,
  body: Body,
  verb: (scope: OfficerScope, id: string, asked: z.output<Body>) => Promise<Answer<{ id: string; number: string }>>,
): void {
  app.post(`/api/secretariat/cases/:id/${name}`, { config: officer, schema: { params: byId, body, response: { 201: contract.proposed } } }, async (request, reply) => {
    const { id } = byId.parse(request.params)
    const answer = await verb(officerOf(request), id, request.body as z.output<Body>)
    return answer.ok ? reply.code(201).send({ approval: answer.value }) : sendRefusal(reply, answer)
  })
}
