import type { Tx } from '../db/atomically.ts'

/** Whether payments from this device, or of the LINE account of this scope's customer, are stopped now. The till asks again as it pays. */
export async function isDeviceStopped(tx: Tx, deviceId: string | null): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ stopped: boolean }[]>`SELECT device_stopped(${deviceId}::uuid) AS stopped`
  return row?.stopped ?? true
}
