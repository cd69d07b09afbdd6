// mimamori-line-sandbox
import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { notificationUrlOf } from '../options.ts'
import type { Platform } from '../platform.ts'
import type { HeldBack } from '../provider/provider.ts'
import { isPlace, referenceOf } from '../provider/ways.ts'
import { refuse } from '../refusal.ts'

export const notifyShape = z.object({
  kind: z.enum(['top-up', 'repayment']),
  /** Also a number that was given for it: one of a convenience store, or a bank place (9999-101-1234567). */
  reference: z.string().min(1).max(100),
  amount: z.union([z.number().int(), z.string().regex(/^\d{1,12}$/).transform(Number)]),
  /** `money.pending`, `money.paid`, `money.failed`, `money.expired`, `money.reversed`. */
  type: z.string().max(40).default('money.paid'),
  method: z.string().max(40).default('konbini'),
  pspRef: z.string().max(100).optional(),
  id: z.string().max(100).optional(),
  occurredAt: z.string().optional(),
  badSignature: z.boolean().optional(),
  /** `never`: the company forgets to tell, its list still has it. `later`: told when it is let go. */
  sending: z.enum(['once', 'twice', 'never', 'later']).default('once'),
})
export type Notification = z.input<typeof notifyShape>

/** Plays the convenience store's payment company: one signed notification (Standard Webhooks). Status 0: nobody answered, or nothing was sent. */
export async function notify(platform: Platform, wanted: Notification): Promise<{ status: number; pspRef: string }> {
  const { options, clock, log, provider } = platform
  const asked = notifyShape.parse(wanted)
  const secret = options.notificationSecrets?.split(',')[0]?.trim() ?? ''
  if (!secret.startsWith('whsec_')) throw refuse(409, 'PAYMENT_NOTIFICATION_SECRETS is not set, so nothing can be signed')
  const at = asked.occurredAt ?? new Date(clock.now()).toISOString()
  const id = asked.id ?? `evt_${randomBytes(12).toString('hex')}`
  const { kind, reference, amount, method } = asked
  // A payer at a machine or a bank types what they were given, and the company knows or passes on what that is.
  const paid = isPlace(reference) ? { reference: null, paid_into: reference, method: 'bank-transfer' } : { reference: referenceOf(reference) ?? reference, method }
  const money = { kind, ...paid, amount, currency: 'JPY', psp_ref: asked.pspRef ?? `psp_${randomBytes(9).toString('hex')}` }
  provider.happened({ ...money, state: asked.type, at })
  const what = kind === 'top-up' ? 'チャージ' : '返済'
  const letter: HeldBack = {
    id, line: `${what}の入金通知 ${reference} ¥${amount.toLocaleString('ja-JP')}`,
    body: JSON.stringify({ id, type: asked.type, occurred_at: at, data: { ...money, paid_at: at } }),
    key: asked.badSignature ? randomBytes(32) : Buffer.from(secret.slice('whsec_'.length), 'base64'),
  }
  if (asked.sending === 'never' || asked.sending === 'later') {
    if (asked.sending === 'later') provider.heldBack.push(letter)
    log.note(`${letter.line} → ${asked.sending === 'later' ? 'あとで送る' : '送らない'}`, { raw: JSON.parse(letter.body) })
    return { status: 0, pspRef: money.psp_ref }
  }
  const status = await send(platform, letter)
  if (asked.sending === 'twice') await send(platform, letter)
  return { status, pspRef: money.psp_ref }
}

/** Lets go what was held back, in the order in which it happened or the other way round. */
export async function letGo(platform: Platform, order: 'as-happened' | 'reversed'): Promise<{ sent: number }> {
  const letters = order === 'reversed' ? platform.provider.heldBack.toReversed() : platform.provider.heldBack
  platform.provider.heldBack = []
  for (const letter of letters) await send(platform, letter)
  return { sent: letters.length }
}

async function send({ options, clock, log, webhooks }: Platform, { id, body, line, key }: HeldBack): Promise<number> {
  const timestamp = String(Math.floor(clock.now() / 1_000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const status = await post(notificationUrlOf(options, webhooks.url()), body, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` })
  const told = `${line} → ${status === 0 ? 'つながらない' : String(status)}`
  if (status >= 200 && status < 300) log.note(told, { raw: JSON.parse(body) })
  else log.alarm(told, { raw: JSON.parse(body) })
  return status
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<number> {
  try {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body, signal: AbortSignal.timeout(10_000) })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return 0
  }
}
