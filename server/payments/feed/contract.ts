import type { z } from 'zod'
import { storePayment } from '../contract.ts'

/**
 * GET /api/store/feed?storeId=…: server-sent events of the staff's own stores, as they are committed.
 * - `payment`, `void`: data is a storePayment; `id:` says where to go on (Last-Event-ID), so that nothing is missed after a
 *   lost connection. The last half minute may be told twice then: an event is known by its name and the payment's id.
 * - `ready`: everything that was missed has been told, from here on it is live.
 * - `signed-out`: the session has ended, the stream closes.
 * - `alive`: every 15 seconds, because a page hears no comments: whoever has heard nothing for longer has lost the connection.
 */
export const feedEvent = storePayment
export type FeedEvent = z.infer<typeof feedEvent>
