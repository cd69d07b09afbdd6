import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { StorePaymentSeen, voidAsked, voided } from '../../../server/payments/refunds/contract.ts'
import { api } from '../../api.ts'

export type VoidReason = z.infer<typeof voidAsked>['reason']

const keyOf = (id: string) => ['store', 'payment', id] as const

export const usePayment = (id: string) => useQuery({ queryKey: keyOf(id), queryFn: () => api.get<StorePaymentSeen>(`/api/store/payments/${encodeURIComponent(id)}`) })

/** Undoes a payment. Whatever the answer is, the payment and the store's lists are asked for anew. */
export function useVoid(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (reason: VoidReason) => api.post<z.infer<typeof voided>>(`/api/store/payments/${encodeURIComponent(id)}/void`, { reason }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['store'] }),
  })
}
