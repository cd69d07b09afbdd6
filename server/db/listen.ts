import pg from 'pg'

export interface Listener {
  stop(): Promise<void>
}

const againAfterMs = 1_000
/** A dead peer is noticed by the operating system's probes, not by silence: channels may be quiet for hours. */
const settings = { keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 5_000 }

/** One connection that only listens. Lost, it is made again until it is stopped, and `heard(null)` says that something may have been missed. */
export function listenOn(url: string, channel: string, heard: (payload: string | null) => void): Listener {
  let stopped = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined

  const connect = async (isFirst: boolean): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, ...settings })
    client = fresh
    let over = false
    const lost = () => {
      if (over) return
      over = true
      fresh.end().catch(() => undefined)
      if (!stopped) retry = setTimeout(() => void connect(false), againAfterMs)
    }
    fresh.on('error', lost)
    fresh.on('end', lost)
    fresh.on('notification', ({ payload }) => heard(payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
      if (!isFirst) heard(null)
    } catch {
      lost()
    }
  }
  void connect(true)
  return {
    stop: async () => {
      stopped = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
