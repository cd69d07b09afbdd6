import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { OfficePaymentSeen, refundProposed } from '../../../server/payments/refunds/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'

const root = '/api/secretariat/payments'
const keyOf = (id: string) => ['office', 'payment', id] as const

export const usePayment = (id: string) =>
  useQuery({ queryKey: keyOf(id), queryFn: () => api.get<OfficePaymentSeen>(`${root}/${encodeURIComponent(id)}`), gcTime: 0, staleTime: 0 })

/** Proposes a refund; afterwards the payment is asked for anew, also when somebody else was faster. */
export function useProposeRefund(id: string) {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: (asked: { amount: string; reason: string }) => api.post<z.infer<typeof refundProposed>>(`${root}/${encodeURIComponent(id)}/propose-refund`, asked),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: keyOf(id) })
      void renewSession()
    },
  })
}
