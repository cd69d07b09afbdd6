import { handle, type JobHandler } from '../job.ts'
import { handleEvent } from './handle-event.ts'
import { handleLineEvent } from './webhook.ts'

export const jobs: JobHandler[] = [handle(handleLineEvent, (ctx, { eventId }) => handleEvent(ctx, eventId))]
