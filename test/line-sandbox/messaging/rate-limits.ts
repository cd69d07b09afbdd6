// mimamori-line-sandbox
import { rateLimited } from './quota.ts'

const second = 1_000
const hour = 60 * 60_000

/** LINE's documented limits per endpoint and method; path parameters do not matter. In the machine's time, not the town's. */
const limits: { endpoint: RegExp; most: number; withinMs: number }[] = [
  { endpoint: /^POST \/v2\/bot\/message\/multicast$/, most: 200, withinMs: second },
  { endpoint: /^POST \/v2\/bot\/chat\/loading\/start$/, most: 100, withinMs: second },
  { endpoint: /^POST \/v2\/bot\/message\/broadcast$/, most: 60, withinMs: hour },
  { endpoint: /^POST \/v2\/bot\/channel\/webhook\/test$/, most: 60, withinMs: hour },
  { endpoint: /^POST \/v2\/bot\/richmenu$/, most: 100, withinMs: hour },
  { endpoint: /^DELETE \/v2\/bot\/richmenu\/:\w+$/, most: 100, withinMs: hour },
  { endpoint: /^GET \/v2\/bot\/richmenu\/list$/, most: 10, withinMs: second },
  { endpoint: /^\w+ /, most: 2_000, withinMs: second },
]

/** Answers a check that throws Refusal 429. */
export function openRateLimits(now: () => number = Date.now): (method: string, route: string) => void {
  const windows = new Map<string, { from: number; calls: number }>()
  return (method, route) => {
    const endpoint = `${method} ${route}`
    const limit = limits.find((one) => one.endpoint.test(endpoint))
    if (!limit) return
    const at = now()
    const window = windows.get(endpoint)
    if (!window || at - window.from >= limit.withinMs) return void windows.set(endpoint, { from: at, calls: 1 })
    window.calls += 1
    if (window.calls > limit.most) throw rateLimited()
  }
}
