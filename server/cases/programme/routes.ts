import type { Context } from '../../context.ts'
import type { App } from '../../http/app-type.ts'
import { programmeTerms } from './contract.ts'
import { readTerms } from './terms.ts'

export function programmeRoutes(app: App, ctx: Context): void {
  app.get('/api/secretariat/programme', { config: { who: 'officer' }, schema: { response: { 200: programmeTerms } } }, () => readTerms(ctx.clock.now()))
}
