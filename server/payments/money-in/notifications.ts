import type { Context } from '../../context.ts'
import { newId } from '../../core/ids.ts'
import { done, refused, type Answer } from '../../core/refusal.ts'
import { enqueue } from '../../db/enqueue.ts'
import { bookNotification } from '../job-tokens.ts'
import { komoju } from './providers/komoju.ts'
import type { Headers, Provider } from './providers/provider.ts'
import { standardWebhooks } from './providers/standard-webhooks.ts'
import { stripe } from './providers/stripe.ts'
import { notUnderstood, type Said } from './said.ts'

export interface Door {
  readonly path: string
  readonly provider: Provider
  /** Secrets that this provider signs with now; none: the door does not exist. */
  secrets(config: Context['config']): readonly string[]
}

/** Each company has its door; behind it everything is the same. */
export const doors: readonly Door[] = [
  { path: '/notifications/payments', provider: standardWebhooks, secrets: (config) => config.notificationSecrets },
  { path: '/notifications/stripe', provider: stripe, secrets: (config) => config.stripeSecrets },
  { path: '/notifications/komoju', provider: komoju, secrets: (config) => config.komojuSecrets },
]

/** Keeps a signed notification in the inbox, once, as it came; what it means is worked out afterwards. A duplicate is done too. */
export async function receiveNotification(ctx: Context, door: Door, body: Buffer, headers: Headers): Promise<Answer<null>> {
  const now = ctx.clock.now()
  const secrets = door.secrets(ctx.config)
  if (secrets.length === 0) return refused('not-found')
  const signed = door.provider.verify(body, headers, secrets, now)
  if (!signed.ok) return signed
  // PostgreSQL keeps no NUL in text. JSON that means something never has one.
  const raw = body.toString('utf8').replaceAll('\u0000', '\uFFFD')
  return ctx.db.atomically({ kind: 'door', door: 'notification' }, async (tx) => {
    const id = newId()
    const { count } = await tx.paymentNotification.createMany({
      data: [{ id, provider: door.provider.name, eventId: signed.value.eventId, raw, receivedAt: now }],
      skipDuplicates: true,
    })
    if (count === 1) await enqueue(tx, bookNotification, { notificationId: id })
    return done(null)
  })
}

/** What a notification from the inbox says, in our own words. */
export function readNotification(provider: string, raw: string): Said {
  return doors.find((door) => door.provider.name === provider)?.provider.translate(raw) ?? notUnderstood
}
