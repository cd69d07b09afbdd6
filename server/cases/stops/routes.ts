import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { caseAct, caseProposal } from '../act-routes.ts'
import * as contract from '../contract.ts'
import { freezeProvisionally } from './freeze-provisionally.ts'
import { beginStop } from './targets/begin-stop.ts'
import { proposeLiftAsked, proposeStopAsked, stopAsked } from './targets/contract.ts'
import { proposeLift, proposeStop } from './targets/propose-stop.ts'
import { proposeFreeze, proposeUnfreeze } from './propose-freeze.ts'

export function stopRoutes(app: App, ctx: Context): void {
  caseAct(app, ctx, 'freeze-provisionally', contract.freezeProvisionally, (scope, id, asked) => freezeProvisionally(ctx, scope, id, asked))
  caseProposal(app, 'propose-freeze', contract.proposeFreeze, (scope, id, asked) => proposeFreeze(ctx, scope, id, asked))
  caseProposal(app, 'propose-unfreeze', contract.proposeUnfreeze, (scope, id, asked) => proposeUnfreeze(ctx, scope, id, asked))
  caseAct(app, ctx, 'stop', stopAsked, (scope, id, asked) => beginStop(ctx, scope, id, asked))
  caseProposal(app, 'propose-stop', proposeStopAsked, (scope, id, asked) => proposeStop(ctx, scope, id, asked))
  caseProposal(app, 'propose-lift-stop', proposeLiftAsked, (scope, id, asked) => proposeLift(ctx, scope, id, asked))
}
