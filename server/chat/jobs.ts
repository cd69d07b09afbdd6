import { handle, type JobHandler } from '../job.ts'
import { handleEvent } from './handle-event.ts'
import { handleEvents } from './handle-events.ts'
import { handleLineEvent, handleLineEvents } from './webhook.ts'

export const jobs: JobHandler[] = [
  handle(handleLineEvents, (ctx, { eventIds }) => handleEvents(ctx, eventIds)),
  handle(handleLineEvent, (ctx, { eventId }) => handleEvent(ctx, eventId)),
]
