import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api.ts'
import { serverNow } from '../../../platform/clock.ts'
import { useLiveFeed } from '../../feed/live-feed.tsx'
import { useMyStore } from '../../my-store.tsx'
import { liveKey } from '../../queries.ts'
import type { StoreRequest } from '../../../../server/payments/requests/contract.ts'

export type Request = StoreRequest['request']
const askAgainMs = 2000
const requestKey = (storeId: string, id: string) => [...liveKey(storeId), 'request', id] as const

/** Asks for an amount; the answer is the first state of the request. */
export function useAskForPayment() {
  const queries = useQueryClient()
  const { store } = useMyStore()
  return useMutation({
    mutationFn: (amount: string) => api.post<StoreRequest>('/api/store/requests', { storeId: store.id, amount }),
    onSuccess: (answer) => queries.setQueryData(requestKey(store.id, answer.request.id), answer),
  })
}

/** How a request stands. The live feed makes us look again; without it, and past its time, we ask until it has ended. */
export function useRequest(id: string) {
  const { store } = useMyStore()
  const { mustAsk } = useLiveFeed()
  return useQuery({
    queryKey: requestKey(store.id, id),
    queryFn: () => api.get<StoreRequest>(`/api/store/requests/${encodeURIComponent(id)}`),
    refetchInterval: ({ state: { data } }) => (data?.request.state === 'open' && (mustAsk || serverNow() >= Date.parse(data.request.expiresAt)) ? askAgainMs : false),
    retry: false,
    networkMode: 'always',
  })
}

/** 取りやめる. Whatever came first, the payment or this, is what the answer says. */
export function useCancelRequest(id: string) {
  const queries = useQueryClient()
  const { store } = useMyStore()
  return useMutation({
    mutationFn: () => api.post<StoreRequest>(`/api/store/requests/${encodeURIComponent(id)}/cancel`, {}),
    onSuccess: (answer) => queries.setQueryData(requestKey(store.id, id), answer),
  })
}
