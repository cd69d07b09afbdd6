import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { CustomerScope } from '../db/scope.ts'
import type { Device, deviceList } from './contract.ts'
import { whyNotChangeDevice } from './device.ts'
import { inLine, machineOf } from './device-message.ts'

const shownMost = 20

/** The devices that a customer signed in from. `inHand`: the one that asks. */
export async function listOwnDevices(ctx: Context, scope: CustomerScope, inHand: string): Promise<z.infer<typeof deviceList>> {
  const now = ctx.clock.now()
  const rows = await ctx.db.atomically(scope, (tx) =>
    tx.knownDevice.findMany({ where: { actorId: scope.customerId }, orderBy: [{ lastAt: 'desc' }, { deviceId: 'asc' }], take: shownMost }))
  const own = rows.find(({ deviceId }) => deviceId === inHand) ?? null
  return {
    items: rows.map((row): Device => ({
      id: row.deviceId,
      machine: machineOf(row.userAgent),
      inLine: inLine(row.userAgent),
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
      inHand: row.deviceId === inHand,
      denied: row.deniedAt !== null,
      shut: (whyNotChangeDevice(own, row, now)?.reason ?? null) as Device['shut'],
    })),
  }
}
