// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { faultsShape } from '../faults.ts'
import { check } from '../messaging/rules/check.ts'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'

const longestJumpMs = 400 * 24 * 60 * 60_000
const clockMove = z.object({ advanceMs: z.number().int().min(0).max(longestJumpMs).optional(), goToIso: z.iso.datetime({ offset: true }).optional() })
const rawWebhook = z.object({ events: z.array(z.record(z.string(), z.unknown())).optional(), signature: z.string().nullish(), body: z.string().optional(), headers: z.record(z.string(), z.string()).optional() })

/** The town's weather and clock, and webhooks as tests wish them. */
export function townRoutes(site: FastifyInstance, platform: Platform): void {
  const { faults, clock, log, webhooks } = platform

  site.post('/sandbox/faults', async (request) => {
    faults.set(check(faultsShape, request.body))
    log.alarm('天気が変わりました（障害）', { raw: faults.now() })
    return faults.now()
  })
  site.delete('/sandbox/faults', async () => {
    faults.clear()
    log.note('天気が晴れました（障害なし）')
    return {}
  })
  site.post('/sandbox/clock', async (request) => {
    const { advanceMs, goToIso } = check(clockMove, request.body)
    const byMs = goToIso === undefined ? (advanceMs ?? 0) : new Date(goToIso).getTime() - clock.now()
    if (byMs < 0) throw refuse(400, 'the clock of the town only goes forward')
    if (byMs > longestJumpMs) throw refuse(400, 'the clock of the town jumps at most 400 days')
    await clock.advance(byMs)
    const nowIso = new Date(clock.now()).toISOString()
    log.note(`まちの時計を進めました（${inWords(byMs)}）`)
    return { offsetMs: clock.offsetMs(), nowIso }
  })
  site.post('/sandbox/deliver', async (request) => {
    const { status, webhookEventIds } = await webhooks.deliver(check(rawWebhook, request.body))
    return { status, webhookEventIds }
  })
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${seconds}秒`
  if (seconds < 60 * 60) return `${Math.round(seconds / 60)}分`
  if (seconds < 48 * 60 * 60) return `${Math.round(seconds / 360) / 10}時間`
  return `${Math.round(seconds / 8_640) / 10}日`
}
