import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useRenewSession } from '../session.tsx'
import { chooseTextSize } from '../ui/text-size.ts'
import { chooseLanguage } from '../words/language.ts'
import type { DemandForCustomer, demandList } from '../../server/cases/contract.ts'
import type { noticeList, settings } from '../../server/customers/contract.ts'
import type { expiredVouchers, paymentList, receipt } from '../../server/payments/contract.ts'
import type { z } from 'zod'

export type PaymentList = z.infer<typeof paymentList>
export type Receipt = z.infer<typeof receipt>
export type NoticeList = z.infer<typeof noticeList>
export type DemandList = z.infer<typeof demandList>

const pageLength = 50

/** The newest payments, for the home screen. */
export const useNewestPayments = () => useQuery({ queryKey: ['payments', 'newest'], queryFn: () => api.get<PaymentList>('/api/payments?limit=5') })

/** What expired in the last weeks; it changes once a day at most. */
export const useExpiredVouchers = () =>
  useQuery({ queryKey: ['expired-vouchers'], queryFn: () => api.get<z.infer<typeof expiredVouchers>>('/api/expired-vouchers'), staleTime: 10 * 60_000 })

export interface HistoryFilter {
  /** 2026-11, or empty for every month. */
  readonly month: string
  /** A part of the store's name. */
  readonly store: string
}

export const usePaymentPages = ({ month, store }: HistoryFilter) =>
  useInfiniteQuery({
    queryKey: ['payments', 'pages', month, store],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ limit: String(pageLength), ...(month ? { month } : {}), ...(store ? { store } : {}), ...(pageParam ? { cursor: pageParam } : {}) })
      return api.get<PaymentList>(`/api/payments?${asked.toString()}`)
    },
    placeholderData: keepPreviousData,
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })

export const useReceipt = (id: string) => useQuery({ queryKey: ['payments', 'receipt', id], queryFn: () => api.get<Receipt>(`/api/payments/${encodeURIComponent(id)}`) })

export const useNewestNotice = () => useQuery({ queryKey: ['notices', 'newest'], queryFn: () => api.get<NoticeList>('/api/notices?limit=1') })

export const useNoticePages = () =>
  useInfiniteQuery({
    queryKey: ['notices', 'pages'],
    queryFn: ({ pageParam }) => api.get<NoticeList>(`/api/notices?limit=${pageLength}${cursorPart(pageParam)}`),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })

export const useDemands = () => useQuery({ queryKey: ['demands'], queryFn: () => api.get<DemandList>('/api/repayments') })

export const useDemand = (id: string) => useQuery({ queryKey: ['demands', id], queryFn: () => api.get<DemandForCustomer>(`/api/repayments/${encodeURIComponent(id)}`) })

/** Tells the server that a notice was opened; nobody waits for the answer. */
export function useOpenNotice(): (id: string) => void {
  const queries = useQueryClient()
  const renew = useRenewSession()
  const { mutate } = useMutation({
    mutationFn: (id: string) => api.post(`/api/notices/${encodeURIComponent(id)}/opened`, {}),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ['notices'] }), renew()])
    },
  })
  return mutate
}

type Choices = z.infer<typeof settings>

/** Changes text size or language: on this phone at once, for the person as soon as the server has it. */
export function useChangeSettings() {
  const renew = useRenewSession()
  return useMutation({
    mutationFn: (choices: Choices) => api.patch('/api/settings', choices),
    onMutate: ({ textSize, language }) => {
      if (textSize) chooseTextSize(textSize)
      if (language) chooseLanguage(language)
    },
    onSuccess: renew,
  })
}

const cursorPart = (cursor: string): string => (cursor ? `&cursor=${encodeURIComponent(cursor)}` : '')
