import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useRenewSession } from '../session.tsx'
import { chooseTextSize } from '../ui/text-size.ts'
import { chooseLanguage } from '../words/language.ts'
import type { DemandForCustomer, demandList } from '../../server/cases/contract.ts'
import type { noticeList, settings } from '../../server/customers/contract.ts'
import type { expiredVouchers, paymentList } from '../../server/payments/contract.ts'
import type { z } from 'zod'

export type PaymentList = z.infer<typeof paymentList>
export type NoticeList = z.infer<typeof noticeList>
export type DemandList = z.infer<typeof demandList>

/** The newest payments, for the home screen. */
export const useNewestPayments = () => useQuery({ queryKey: ['payments', 'newest'], queryFn: () => api.get<PaymentList>('/api/payments?limit=5') })

/** What expired in the last weeks; it changes once a day at most. */
export const useExpiredVouchers = () =>
  useQuery({ queryKey: ['expired-vouchers'], queryFn: () => api.get<z.infer<typeof expiredVouchers>>('/api/expired-vouchers'), staleTime: 10 * 60_000 })

export const useNewestNotice = () => useQuery({ queryKey: ['notices', 'newest'], queryFn: () => api.get<NoticeList>('/api/notices?limit=1') })

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
