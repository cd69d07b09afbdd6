import { z } from 'zod'

const moment = z.iso.datetime()

/** GET /api/devices, by a customer: where they have signed in from, the newest use first. At most 20. */
export const device = z.object({
  id: z.uuid(),
  /** What a person recognises: `iphone`, and whether LINE's own browser showed it. */
  machine: z.enum(['iphone', 'ipad', 'android-phone', 'android-tablet', 'windows', 'mac', 'linux', 'other']),
  inLine: z.boolean(),
  firstAt: moment,
  lastAt: moment,
  inHand: z.boolean(),
  /** 「使えなくする」 was pressed. */
  denied: z.boolean(),
  /** Why it can't be changed from the device in hand. */
  shut: z.enum(['device-in-hand', 'device-too-new']).nullable(),
})
export type Device = z.infer<typeof device>
export const deviceList = z.object({ items: z.array(device) })
/** POST /api/devices/:id/deny and …/allow → deviceList. Pressed twice changes nothing more. */
