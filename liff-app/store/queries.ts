import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useRenewSession } from '../session.tsx'
import type { answerFactCheck, StoreFactCheck, storeFactCheckList } from '../../server/cases/contract.ts'
import type { storePaymentList, storeToday } from '../../server/payments/contract.ts'
import type { z } from 'zod'

type StorePaymentList = z.infer<typeof storePaymentList>
const pollMs = 2000
const pageLength = 50

/** What the till shows on top: asked every 2 seconds. */
export const useToday = (storeId: string) =>
  useQuery({
    queryKey: ['store', storeId, 'today'],
    queryFn: () => api.get<z.infer<typeof storeToday>>(`/api/store/today?storeId=${storeId}`),
    refetchInterval: pollMs,
    refetchIntervalInBackground: true,
    retry: false,
    networkMode: 'always',
  })

/** Today's payments, newest first: asked every 2 seconds, also while the till's screen lies under another window. */
export const useFeed = (storeId: string, day: string) =>
  useQuery({
    queryKey: ['store', storeId, 'feed', day],
    queryFn: () => api.get<StorePaymentList>(`/api/store/payments?${new URLSearchParams({ storeId, day, limit: String(pageLength) }).toString()}`),
    refetchInterval: pollMs,
    refetchIntervalInBackground: true,
    retry: false,
    networkMode: 'always',
  })

export const usePaymentPages = (storeId: string, { day, match }: { day: string; match: string }) =>
  useInfiniteQuery({
    queryKey: ['store', storeId, 'payments', day, match],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ storeId, limit: String(pageLength) })
      if (day) asked.set('day', day)
      if (match) asked.set('match', match)
      if (pageParam) asked.set('cursor', pageParam)
      return api.get<StorePaymentList>(`/api/store/payments?${asked.toString()}`)
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })

export const useFactChecks = () => useQuery({ queryKey: ['fact-checks'], queryFn: () => api.get<z.infer<typeof storeFactCheckList>>('/api/store/fact-checks') })

export const useFactCheck = (id: string) =>
  useQuery({ queryKey: ['fact-checks', id], queryFn: () => api.get<StoreFactCheck>(`/api/store/fact-checks/${encodeURIComponent(id)}`), refetchOnWindowFocus: false })

/** Sends the answer; the server takes it once. */
export function useAnswerFactCheck(id: string) {
  const queries = useQueryClient()
  const renew = useRenewSession()
  return useMutation({
    mutationFn: (answer: z.infer<typeof answerFactCheck>) => api.post(`/api/store/fact-checks/${encodeURIComponent(id)}/answer`, answer),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ['fact-checks'] }), renew()])
    },
  })
}

/** Ends the session here; LINE's own sign-in stays. */
export function useSignOut() {
  const renew = useRenewSession()
  return useMutation({ mutationFn: () => api.post('/api/sign-out', {}), onSuccess: renew })
}
