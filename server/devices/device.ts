import { refused, type Refusal } from '../core/refusal.ts'
import { hoursAfter } from '../core/time.ts'

/** Whoever takes over a LINE account comes with a new device: for so long it can't shut out the person's own. Hours. */
export const settlingHours = 24

interface Known {
  readonly deviceId: string
  readonly firstAt: Date
}

/** Why a person, using `own`, cannot shut out or let in `other` now. */
export function whyNotChangeDevice(own: Known | null, other: Known, now: Date): Refusal | null {
  if (own?.deviceId === other.deviceId) return refused('device-in-hand')
  return own === null || now < hoursAfter(own.firstAt, settlingHours) ? refused('device-too-new') : null
}
