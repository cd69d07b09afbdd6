// mimamori-line-sandbox

/** LINE's reasons in its webhook error statistics. */
export type WebhookFailure = 'request_timeout' | 'could_not_connect' | 'error_status_code' | 'unclassified'

export interface Attempt {
  /** 0 when no answer came. */
  readonly status: number
  readonly webhookEventIds: string[]
  readonly failure?: WebhookFailure
  readonly tookMs: number
}

/** LINE waits this long for the bot's answer. */
export const patienceMs = 2_000

/** Posts one webhook body and says how it went; never throws. */
export async function postWebhook(url: string, body: string | Buffer, headers: Record<string, string>, webhookEventIds: string[], stop: AbortSignal): Promise<Attempt> {
  const startedAt = performance.now()
  const ended = (status: number, failure?: WebhookFailure): Attempt => ({
    status, webhookEventIds, tookMs: Math.round(performance.now() - startedAt), ...(failure ? { failure } : {}),
  })
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'LineBotWebhook/2.0', ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(patienceMs), stop]),
    })
    await answer.body?.cancel()
    return ended(answer.status, answer.ok ? undefined : 'error_status_code')
  } catch (problem) {
    const name = problem instanceof Error ? problem.name : ''
    if (name === 'TimeoutError') return ended(0, 'request_timeout')
    return ended(0, name === 'TypeError' ? 'could_not_connect' : 'unclassified')
  }
}
