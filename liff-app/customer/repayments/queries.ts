import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'
import type { Preview } from '../../../server/cases/demands/contract.ts'
import { api } from '../../api.ts'

const addressOf = (id: string): string => `/api/repayments/${encodeURIComponent(id)}/instalments`

/** What the parts would be, as the server divides them. Not asked for without a day. */
export const useInstalmentPreview = (id: string, wish: { readonly times: string; readonly firstOn: string }) =>
  useQuery({
    queryKey: ['demands', id, 'instalments', wish],
    queryFn: () => api.get<Preview>(`${addressOf(id)}?${new URLSearchParams(wish).toString()}`),
    enabled: wish.firstOn !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Asks for instalments; the answer is the demand as it stands then. */
export function useAskInstalments(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: { readonly times: number; readonly firstOn: string }) => api.post<DemandForCustomer>(addressOf(id), wish),
    onSuccess: (demand) => queries.setQueryData(['demands', id], demand),
  })
}
