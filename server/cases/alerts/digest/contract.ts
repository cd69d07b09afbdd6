import { z } from 'zod'
import { sentence } from '../../../approval/contract.ts'

const moment = z.iso.datetime()
const count = z.number().int()
const yenAmount = z.string()

/** 日報 as it was on its morning: what came since the last one, and what waits. Kept, and never changed. */
export const digestContents = z.object({
  day: z.string(),
  /** When the digest before this one was made. */
  since: moment,
  /** Immediate cases that were opened, and how many of them somebody took before their clock ran out. */
  immediate: z.object({ opened: count, inTime: count }),
  /** Daily alerts, and how many of their cases nobody has taken; `older`: daily cases that nobody has taken since before. */
  daily: z.object({ alerts: count, waiting: count, older: count }),
  closed: count,
  factChecks: z.object({ asked: count, late: count }),
  money: z.object({ stopped: yenAmount, repaid: yenAmount }),
  /** Cases that nobody has taken, the one that is due first at the top. */
  first: z.array(z.object({ id: z.uuid(), number: z.string(), rule: sentence, amount: yenAmount, acknowledgeBy: moment })),
})
export type DigestContents = z.infer<typeof digestContents>

/** GET /api/secretariat/reports/daily: the days of which there is one, the newest first. */
export const digestList = z.object({ items: z.array(z.object({ day: z.string(), madeAt: moment, alerts: count, waiting: count })) })
export type DigestList = z.infer<typeof digestList>

/** GET /api/secretariat/reports/daily/:day. Contents are null for a digest from before they were kept. */
export const digestSeen = z.object({ day: z.string(), madeAt: moment, told: count, contents: digestContents.nullable() })
export type DigestSeen = z.infer<typeof digestSeen>
