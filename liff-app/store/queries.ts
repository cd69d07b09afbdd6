import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useRenewSession } from '../session.tsx'
import type { addToFactCheck, answerFactCheck, factCheckDraft, keptDraft, StoreFactCheck, storeFactCheckList } from '../../server/cases/contract.ts'
import type { notReceived, notReceivedTaken } from '../../server/cases/evidence/contract.ts'
import type { storePaymentList, storeToday } from '../../server/payments/contract.ts'
import type { colleagues, storeDays } from '../../server/payments/store-days/contract.ts'
import type { z } from 'zod'

export type StorePaymentList = z.infer<typeof storePaymentList>
const askAgainMs = 2000
const pageLength = 50

/** What the live feed renews: the top of the till, today's payments, requests that wait to be paid. */
export const liveKey = (storeId: string) => ['store', storeId, 'live'] as const
export const feedKey = (storeId: string, day: string) => [...liveKey(storeId), 'feed', day] as const

/** `ask`: nothing is told as it happens, so it is asked every 2 seconds, also while the till lies under another window. */
const liveOptions = (ask: boolean) => ({
  refetchInterval: ask ? askAgainMs : false,
  refetchIntervalInBackground: true,
  refetchOnWindowFocus: false,
  retry: false,
  networkMode: 'always',
}) as const

/** What the till shows on top. */
export const useToday = (storeId: string, day: string, ask: boolean) =>
  useQuery({ queryKey: [...liveKey(storeId), 'today', day], queryFn: () => api.get<z.infer<typeof storeToday>>(`/api/store/today?storeId=${storeId}`), ...liveOptions(ask) })

/** Today's payments, newest first; the live feed adds to them. */
export const useFeed = (storeId: string, day: string, ask: boolean) =>
  useQuery({
    queryKey: feedKey(storeId, day),
    queryFn: () => api.get<StorePaymentList>(`/api/store/payments?${new URLSearchParams({ storeId, day, limit: String(pageLength) }).toString()}`),
    ...liveOptions(ask),
  })

export const usePaymentPages = (storeId: string, wanted: Readonly<Record<string, string>>) =>
  useInfiniteQuery({
    queryKey: ['store', storeId, 'payments', wanted],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ storeId, limit: String(pageLength), ...wanted, ...(pageParam ? { cursor: pageParam } : {}) })
      return api.get<StorePaymentList>(`/api/store/payments?${asked.toString()}`)
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })

/** What each day of a period came to. */
export const useStoreDays = (storeId: string, { from, to, staff }: { from: string; to: string; staff: string }) =>
  useQuery({
    queryKey: ['store', storeId, 'days', from, to, staff],
    queryFn: () => api.get<z.infer<typeof storeDays>>(`/api/store/days?${new URLSearchParams({ storeId, from, to, ...(staff ? { staffId: staff } : {}) }).toString()}`),
  })

export const useColleagues = (storeId: string, wanted: boolean) =>
  useQuery({ queryKey: ['store', storeId, 'colleagues'], queryFn: () => api.get<z.infer<typeof colleagues>>(`/api/store/colleagues?storeId=${storeId}`), enabled: wanted, staleTime: 60_000 })

export const useFactChecks = () => useQuery({ queryKey: ['fact-checks'], queryFn: () => api.get<z.infer<typeof storeFactCheckList>>('/api/store/fact-checks') })

export const useFactCheck = (id: string) =>
  useQuery({ queryKey: ['fact-checks', id], queryFn: () => api.get<StoreFactCheck>(`/api/store/fact-checks/${encodeURIComponent(id)}`), refetchOnWindowFocus: false })

const factCheckAt = (id: string) => `/api/store/fact-checks/${encodeURIComponent(id)}`

/** What this person has entered and not sent; asked for once, because the form goes on from it. */
export const useDraft = (id: string) =>
  useQuery({ queryKey: ['fact-check-draft', id], queryFn: () => api.get<z.infer<typeof keptDraft>>(`${factCheckAt(id)}/draft`), refetchOnWindowFocus: false, gcTime: 0, staleTime: Infinity })

export const useSaveDraft = (id: string) => useMutation({ mutationFn: (draft: z.infer<typeof factCheckDraft>) => api.post(`${factCheckAt(id)}/draft`, draft) })

/** 追記 */
export function useAddToAnswer(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (addition: z.infer<typeof addToFactCheck>) => api.post<StoreFactCheck>(`${factCheckAt(id)}/add`, addition),
    onSuccess: (answered) => queries.setQueryData(['fact-checks', id], answered),
  })
}

/** 「入金がない」 */
export const useReportNotReceived = () => useMutation({ mutationFn: (report: z.infer<typeof notReceived>) => api.post<z.infer<typeof notReceivedTaken>>('/api/store/not-received', report) })

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
