import { z } from 'zod'
import type { Context } from '../context.ts'
import { newId } from '../core/ids.ts'
import { done, refused, type Answer } from '../core/refusal.ts'
import { amountSent } from '../core/yen.ts'
import { enqueue } from '../db/enqueue.ts'
import { bookNotification } from './job-tokens.ts'
import { checkSignature, type SignedHeaders } from './signed-notification.ts'

/** Whoever signs with our PAYMENT_NOTIFICATION_SECRETS. Adapters for one provider's own format come before this door. */
export const provider = 'standard-webhooks'

/** Keeps a signed notification in the inbox, once, as it came; what it means is worked out afterwards. A duplicate is done too. */
export async function receiveNotification(ctx: Context, body: Buffer, headers: SignedHeaders): Promise<Answer<null>> {
  const now = ctx.clock.now()
  const signed = checkSignature(body, headers, ctx.config.notificationSecrets, now)
  if (!signed.ok) return signed
  const raw = body.toString('utf8')
  if (!isJsonObject(raw)) return refused('broken-json')
  return ctx.db.atomically({ kind: 'door', door: 'notification' }, async (tx) => {
    const id = newId()
    const { count } = await tx.paymentNotification.createMany({
      data: [{ id, provider, eventId: signed.value.eventId, raw, receivedAt: now }],
      skipDuplicates: true,
    })
    if (count === 1) await enqueue(tx, bookNotification, { notificationId: id })
    return done(null)
  })
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** Names of the outside world: printable, so that they can be stored and shown anywhere. */
const name = (longest: number) => z.string().regex(/^[^\p{C}]+$/u).max(longest)

const money = z.object({
  kind: z.enum(['top-up', 'repayment']),
  reference: name(60),
  amount: amountSent,
  currency: name(10),
  method: name(40),
  psp_ref: name(100),
  paid_at: z.iso.datetime({ offset: true }),
})

const notification = z.object({ type: name(60), data: z.unknown() })

/** What a notification says about money; or why it says nothing that can be booked. */
export type Reading =
  | { readonly kind: 'money'; readonly said: z.output<typeof money> }
  | { readonly kind: 'no-money-yet'; readonly event: string }
  | { readonly kind: 'not-understood' }

/** Reads the raw text of a signed notification. Only `money.paid` is money: pending, failed and expired announce none. */
export function readNotification(raw: string): Reading {
  const read = notification.safeParse(JSON.parse(raw))
  if (!read.success) return { kind: 'not-understood' }
  // Money that goes back needs people: nothing here may quietly drop it.
  if (read.data.type === 'money.reversed') return { kind: 'not-understood' }
  if (read.data.type !== 'money.paid') return { kind: 'no-money-yet', event: read.data.type }
  const said = money.safeParse(read.data.data)
  return said.success ? { kind: 'money', said: said.data } : { kind: 'not-understood' }
}
