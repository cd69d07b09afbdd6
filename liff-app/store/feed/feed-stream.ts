import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { openEventStream, type EventStream, type Link } from '../../platform/event-stream.ts'
import { dayOf } from '../../ui/format.ts'
import { feedKey, liveKey, type StorePaymentList } from '../queries.ts'
import { withArrivals } from './live-rows.ts'
import type { FeedEvent } from '../../../server/payments/feed/contract.ts'

/**
 * Puts what the server tells into the lists of the till. What was missed while the connection was lost is kept until the
 * server says `ready`, so that it arrives together: one sound, not a storm.
 */
export function useFeedStream(storeId: string, day: string): { link: Link; reconnect: () => void } {
  const queries = useQueryClient()
  const [link, setLink] = useState<Link>('opening')
  const stream = useRef<EventStream | null>(null)
  const renew = (also: (name: unknown) => boolean) => void queries.invalidateQueries({ queryKey: liveKey(storeId), predicate: ({ queryKey }) => also(queryKey[3]) })
  const onArrived = useEffectEvent((arrived: readonly FeedEvent[]) => {
    const ofDay = arrived.filter((payment) => dayOf(payment.paidAt) === day)
    queries.setQueryData<StorePaymentList>(feedKey(storeId, day), (list) => list && { ...list, items: withArrivals(list.items, ofDay) })
    renew((name) => name !== 'feed')
  })
  const onTurn = useEffectEvent(() => renew(() => true))
  useEffect(() => {
    let ready = false
    let missed: FeedEvent[] = []
    const tell = (name: string, said: string) => {
      if (name === 'alive') return
      if (name === 'payment' || name === 'void') {
        missed.push(JSON.parse(said) as FeedEvent)
        if (!ready) return
      }
      if (name === 'ready') ready = true
      if (missed.length > 0) onArrived(missed)
      missed = []
      // Before the first event there was no place to go on from: the list knows what came meanwhile.
      if (name === 'ready' || name === 'signed-out') onTurn()
    }
    const opened = openEventStream({
      url: `/api/store/feed?storeId=${storeId}`,
      events: ['payment', 'void', 'signed-out'],
      onEvent: tell,
      onLink: (to) => {
        ready = to === 'live'
        setLink(to)
        if (to === 'down') onTurn()
      },
    })
    stream.current = opened
    return () => {
      opened.close()
      setLink('opening')
    }
  }, [storeId])
  const [reconnect] = useState(() => () => stream.current?.reconnect())
  return { link, reconnect }
}
