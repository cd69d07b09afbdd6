import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { receipt } from '../../../server/payments/contract.ts'
import { api } from '../../api.ts'
import type { PaymentList } from '../queries.ts'

const pageLength = 50

export type Receipt = z.infer<typeof receipt>

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
