import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { caseAct, caseProposal } from '../act-routes.ts'
import * as contract from '../contract.ts'
import { freezeProvisionally } from './freeze-provisionally.ts'
import { proposeFreeze, proposeUnfreeze } from './propose-freeze.ts'

export function stopRoutes(app: App, ctx: Context): void {
  caseAct(app, ctx, 'freeze-provisionally', contract.freezeProvisionally, (scope, id, asked) => freezeProvisionally(ctx, scope, id, asked))
  caseProposal(app, 'propose-freeze', contract.proposeFreeze, (scope, id, asked) => proposeFreeze(ctx, scope, id, asked))
  caseProposal(app, 'propose-unfreeze', contract.proposeUnfreeze, (scope, id, asked) => proposeUnfreeze(ctx, scope, id, asked))
}
