// mimamori-line-sandbox

/** One call of LINE's API as LINE saw it. Status 0: it got no answer. */
export interface ApiCall {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly status: number
  readonly requestId: string
  readonly retryKey?: string
  readonly body?: unknown
}

export interface Calls {
  add(call: ApiCall): void
  /** Oldest first, at most the last 10,000. */
  all(): ApiCall[]
}

const most = 10_000

export function openCalls(): Calls {
  const ring: ApiCall[] = []
  let next = 0
  return {
    add: (call) => {
      ring[next % most] = call
      next += 1
    },
    all: () => (next <= most ? [...ring] : [...ring.slice(next % most), ...ring.slice(0, next % most)]),
  }
}
