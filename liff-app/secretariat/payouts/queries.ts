import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PayoutFile, PayoutList } from '../../../server/payments/settlement/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'

const root = '/api/secretariat'
/** What an officer decides on is asked for anew every time, never shown from memory. */
const neverRemembered = { gcTime: 0, staleTime: 0 } as const

export const usePayouts = () => useQuery({ queryKey: ['office', 'payouts'], queryFn: () => api.get<PayoutList>(`${root}/payouts`), ...neverRemembered })

export const usePayout = (id: string) => useQuery({ queryKey: ['office', 'payouts', id], queryFn: () => api.get<PayoutFile>(`${root}/payouts/${id}`), ...neverRemembered })

/** Sends something about payouts; afterwards every list of them is asked for anew, also when somebody else was faster. */
export function useSend(path: string) {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: (body: object) => api.post<unknown>(`${root}${path}`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['office', 'payouts'] })
      void renewSession()
    },
  })
}
