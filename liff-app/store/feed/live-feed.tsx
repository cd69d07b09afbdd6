import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { chime } from '../../platform/chime.ts'
import { dayOf } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { useSilence } from '../../ui/use-silence.ts'
import { useMyStore } from '../my-store.tsx'
import { useFeed } from '../queries.ts'
import { useFeedStream } from './feed-stream.ts'
import { useFreshPayments, type Arrival } from './use-fresh-payments.ts'

interface LiveFeed {
  /** Japan day that the till shows. */
  readonly day: string
  readonly feed: ReturnType<typeof useFeed>
  /** What arrived within the last 3 seconds, the latest last. */
  readonly arrivals: readonly Arrival[]
  /** False: what is shown may be old. */
  readonly current: boolean
  /** Nothing is told as it happens: open questions have to be asked again and again. */
  readonly mustAsk: boolean
  readonly reconnect: () => void
  /** The sound of these payments, once each, from whichever screen learned of them first. */
  readonly ring: (paymentIds: readonly string[]) => void
}

const minute = 60_000
/** While we ask every 2 seconds because nothing is told: an answer this old is no longer current. */
const staleAfterMs = 8_000

const LiveFeedContext = createContext<LiveFeed | null>(null)

/** Keeps the one connection of this till that tells what comes in, on every screen of the store. */
export function LiveFeedProvider({ children }: { children: ReactNode }) {
  const { store } = useMyStore()
  const day = dayOf(useNow(minute))
  const { link, reconnect } = useFeedStream(store.id, day)
  const mustAsk = link === 'down'
  const feed = useFeed(store.id, day, mustAsk)
  const arrivals = useFreshPayments(feed.data?.items)
  const silent = useSilence(feed.dataUpdatedAt, mustAsk ? staleAfterMs : null)
  const current = !mustAsk || (!feed.isError && !silent)
  const ring = useRing()
  const latest = arrivals.at(-1)
  useEffect(() => {
    if (latest) ring(latest.payments.map(({ id }) => id))
  }, [latest, ring])
  const { refetch } = feed
  const live = useMemo(() => {
    const again = () => {
      reconnect()
      void refetch()
    }
    return { day, feed, arrivals, current, mustAsk, reconnect: again, ring }
  }, [day, feed, arrivals, current, mustAsk, reconnect, refetch, ring])
  return <LiveFeedContext value={live}>{children}</LiveFeedContext>
}

export function useLiveFeed(): LiveFeed {
  const live = use(LiveFeedContext)
  if (!live) throw new Error('useLiveFeed outside of LiveFeedProvider')
  return live
}

function useRing(): LiveFeed['ring'] {
  const rung = useRef(new Set<string>())
  const [ring] = useState(() => (paymentIds: readonly string[]) => {
    const isNews = paymentIds.some((id) => !rung.current.has(id))
    for (const id of paymentIds) rung.current.add(id)
    if (isNews) chime()
  })
  return ring
}
