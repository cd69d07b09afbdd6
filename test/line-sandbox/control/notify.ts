// mimamori-line-sandbox
import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { notificationUrlOf } from '../options.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'

export const notifyShape = z.object({
  kind: z.enum(['top-up', 'repayment']),
  reference: z.string().min(1).max(100),
  amount: z.union([z.number().int(), z.string().regex(/^\d{1,12}$/).transform(Number)]),
  type: z.string().max(40).default('money.paid'),
  pspRef: z.string().max(100).optional(),
  id: z.string().max(100).optional(),
  occurredAt: z.string().optional(),
  badSignature: z.boolean().optional(),
})
export type Notification = z.input<typeof notifyShape>

/** Plays the convenience store's payment company: one signed notification (Standard Webhooks). Status 0: nobody answered. */
export async function notify(platform: Platform, wanted: Notification): Promise<{ status: number }> {
  const { options, clock, log, webhooks } = platform
  const asked = notifyShape.parse(wanted)
  const secret = options.notificationSecrets?.split(',')[0]?.trim() ?? ''
  if (!secret.startsWith('whsec_')) throw refuse(409, 'PAYMENT_NOTIFICATION_SECRETS is not set, so nothing can be signed')
  const now = new Date(clock.now()).toISOString()
  const id = asked.id ?? `evt_${randomBytes(12).toString('hex')}`
  const body = JSON.stringify({
    id, type: asked.type, occurred_at: asked.occurredAt ?? now,
    data: { kind: asked.kind, reference: asked.reference, amount: asked.amount, currency: 'JPY', method: 'konbini', psp_ref: asked.pspRef ?? `psp_${randomBytes(9).toString('hex')}`, paid_at: asked.occurredAt ?? now },
  })
  const timestamp = String(Math.floor(clock.now() / 1_000))
  const key = asked.badSignature ? randomBytes(32) : Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const status = await post(notificationUrlOf(options, webhooks.url()), body, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` })
  const what = asked.kind === 'top-up' ? 'チャージ' : '返済'
  const line = `${what}の入金通知 ${asked.reference} ¥${asked.amount.toLocaleString('ja-JP')} → ${status === 0 ? 'つながらない' : String(status)}`
  if (status >= 200 && status < 300) log.note(line, { raw: JSON.parse(body) })
  else log.alarm(line, { raw: JSON.parse(body) })
  return { status }
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
