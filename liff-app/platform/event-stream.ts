/** `live`: what happens is told as it happens. `down`: it is not, and we are trying to get back. */
export type Link = 'opening' | 'live' | 'down'

interface StreamWishes {
  readonly url: string
  /** Events to hear, besides `ready` (from here on live) and `alive` (the connection still lives). */
  readonly events: readonly string[]
  readonly onEvent: (name: string, said: string) => void
  readonly onLink: (link: Link) => void
}

export interface EventStream {
  /** Tries again now instead of after the pause. */
  reconnect(): void
  close(): void
}

/** The server says something every 15 seconds; after this long without a word the connection is dead. */
const quietMostMs = 35_000
/** From opening to `ready`. A proxy that holds answers back until they end never gets there. */
const readyWithinMs = 10_000
const pauseFirstMs = 1_000
const pauseMostMs = 60_000

/**
 * Server-sent events that notice when they have died: phones sleep, networks change, and the browser's own EventSource
 * may wait for ever on a connection that nobody holds any more. A short break is mended by the browser, which tells the
 * server where it was; after that we open anew, with growing pauses.
 */
export function openEventStream({ url, events, onEvent, onLink }: StreamWishes): EventStream {
  let source: EventSource | null = null
  let link: Link = 'opening'
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const turn = (to: Link) => {
    if (link === to) return
    link = to
    onLink(to)
  }
  const after = (ms: number, then: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(then, ms)
  }
  const heard = (name: string, said: string) => {
    if (name === 'ready') failures = 0
    if (name === 'ready' || link === 'live') after(quietMostMs, failed)
    onEvent(name, said)
    if (name === 'ready') turn('live')
  }
  const broken = (ended: EventSource) => {
    if (ended.readyState === EventSource.CLOSED) return failed()
    if (link === 'live') after(readyWithinMs, failed)
    turn('down')
  }
  const open = () => {
    source?.close()
    const opened = new EventSource(url)
    source = opened
    after(readyWithinMs, failed)
    for (const name of ['ready', 'alive', ...events]) {
      opened.addEventListener(name, (event) => {
        if (source === opened) heard(name, String(event.data))
      })
    }
    opened.addEventListener('error', () => {
      if (source === opened) broken(opened)
    })
  }
  function failed() {
    source?.close()
    source = null
    turn('down')
    after(Math.min(pauseMostMs, pauseFirstMs * 2 ** failures), open)
    failures += 1
  }
  const reconnect = () => {
    if (link !== 'live') open()
  }
  const wake = () => {
    if (document.visibilityState === 'visible') reconnect()
  }
  window.addEventListener('offline', failed)
  window.addEventListener('online', reconnect)
  document.addEventListener('visibilitychange', wake)
  open()
  return {
    reconnect,
    close: () => {
      source?.close()
      source = null
      clearTimeout(timer)
      window.removeEventListener('offline', failed)
      window.removeEventListener('online', reconnect)
      document.removeEventListener('visibilitychange', wake)
    },
  }
}
