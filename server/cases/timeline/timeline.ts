import { z } from 'zod'
import { alertEvents, alertSays } from './events/alert-events.ts'
import { caseEvents, caseSays } from './events/case-events.ts'
import { checkEvents, checkSays } from './events/check-events.ts'
import { clockEvents, clockSays } from './events/clock-events.ts'
import { proposalEvents, proposalSays } from './events/proposal-events.ts'
import { messageEvents, messageSays } from './events/message-events.ts'
import { demandEvents, demandSays } from './events/demand-events.ts'
import { customerEvents, customerSays } from './events/customer-events.ts'
import { instalmentEvents, instalmentSays } from './events/instalment-events.ts'
import { paperEvents, paperSays } from './events/paper-events.ts'
import { stopEvents, stopSays } from './events/stop-events.ts'
import type { Sentence } from './sentence.ts'

/** What can happen to a case, each with what its sentence needs. Kept for ever, so names here are never reused. */
export const caseEvent = z.discriminatedUnion('kind', [
  ...alertEvents,
  ...caseEvents,
  ...checkEvents,
  ...clockEvents,
  ...stopEvents,
  ...proposalEvents,
  ...demandEvents,
  ...instalmentEvents,
  ...customerEvents,
  ...paperEvents,
  ...messageEvents,
])
export type CaseEvent = z.infer<typeof caseEvent>

const says = { ...alertSays, ...caseSays, ...checkSays, ...clockSays, ...stopSays, ...proposalSays, ...demandSays, ...instalmentSays, ...customerSays, ...paperSays, ...messageSays }

/** One line of 時系列. Pure: the same event reads the same for ever. */
export function sentenceOf(event: CaseEvent): Sentence {
  // Each event has its own line above; that this one belongs to this event is what the compiler cannot follow.
  const say = says[event.kind] as (event: CaseEvent) => Sentence
  return say(event)
}

/** The line of a kept event. One that somebody changed beyond reading says so, and the case still opens: its verification tells where. */
export function sentenceOfRow(kind: string, details: unknown): Sentence {
  const read = caseEvent.safeParse({ kind, ...(details as object) })
  return read.success ? sentenceOf(read.data) : { ja: `読み取れない記録（${kind}）`, en: `unreadable entry (${kind})` }
}
