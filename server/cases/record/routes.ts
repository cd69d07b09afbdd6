import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { caseAct } from '../act-routes.ts'
import * as contract from './contract.ts'
import { linkCase, unlinkCase } from './link-case.ts'
import { logContact } from './log-contact.ts'
import { setNext } from './set-next.ts'
import { writeNote } from './write-note.ts'

/** What officers write down about a case. */
export function recordRoutes(app: App, ctx: Context): void {
  caseAct(app, ctx, 'note', contract.note, (scope, id, asked) => writeNote(ctx, scope, id, asked))
  caseAct(app, ctx, 'contact', contract.contact, (scope, id, asked) => logContact(ctx, scope, id, asked))
  caseAct(app, ctx, 'set-next', contract.setNext, (scope, id, asked) => setNext(ctx, scope, id, asked))
  caseAct(app, ctx, 'link-case', contract.linkCase, (scope, id, asked) => linkCase(ctx, scope, id, asked))
  caseAct(app, ctx, 'unlink-case', contract.unlinkCase, (scope, id, asked) => unlinkCase(ctx, scope, id, asked))
}
