import { z } from 'zod'
import { defineJob } from '../db/enqueue.ts'

/** Somebody signed in from a device they never used before. */
export const tellOfNewDevice = defineJob('tell-of-new-device', z.object({ actorId: z.uuid(), deviceId: z.uuid() }))
