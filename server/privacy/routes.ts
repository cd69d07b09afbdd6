import type { Context } from '../context.ts'
import type { App } from '../http/app-type.ts'
import { customerOf } from '../http/audience.ts'
import { enquiries, ownPrivacy } from './contract.ts'
import { listEnquiries } from './list-enquiries.ts'
import { showOwnPrivacy } from './show-own.ts'

export function privacyRoutes(app: App, ctx: Context): void {
  const config = { who: 'customer' } as const
  app.get('/api/privacy', { config, schema: { response: { 200: ownPrivacy } } }, (request) => showOwnPrivacy(ctx, customerOf(request)))

  app.get('/api/enquiries', { config, schema: { response: { 200: enquiries } } }, (request) => listEnquiries(ctx, customerOf(request)))
}
