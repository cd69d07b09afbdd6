import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../context.ts'
import type { App } from '../http/app-type.ts'
import { customerOf } from '../http/audience.ts'
import { sendRefusal } from '../http/errors.ts'
import { deviceOf } from '../http/session.ts'
import { allowOwnDevice, denyOwnDevice } from './change-own-device.ts'
import { deviceList } from './contract.ts'
import { listOwnDevices } from './own-devices.ts'

export function deviceRoutes(app: App, ctx: Context): void {
  const config = { who: 'customer' } as const
  const list = (request: FastifyRequest) => listOwnDevices(ctx, customerOf(request), deviceOf(request))
  app.get('/api/devices', { config, schema: { response: { 200: deviceList } } }, list)

  const changing = { config, schema: { params: z.object({ id: z.uuid() }), response: { 200: deviceList } } }
  app.post('/api/devices/:id/deny', changing, async (request, reply) => {
    const denied = await denyOwnDevice(ctx, customerOf(request), { deviceId: request.params.id, inHand: deviceOf(request) })
    return denied.ok ? list(request) : sendRefusal(reply, denied)
  })

  app.post('/api/devices/:id/allow', changing, async (request, reply) => {
    const allowed = await allowOwnDevice(ctx, customerOf(request), { deviceId: request.params.id, inHand: deviceOf(request) })
    return allowed.ok ? list(request) : sendRefusal(reply, allowed)
  })
}
