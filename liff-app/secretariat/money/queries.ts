import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { BalancesAsOf } from '../../../server/payments/ledger/contract.ts'
import type { ReconciliationList, SuspenseList, suspenseProposed } from '../../../server/payments/money-in/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'
import { usePages } from '../queries.ts'

export type SuspenseItem = SuspenseList['items'][number]
export type ComparedDay = ReconciliationList['items'][number]

export const useSuspense = (state: 'open' | 'settled') => usePages<SuspenseList>(['suspense', state], '/suspense', { state })
export const useComparedDays = () => usePages<ReconciliationList>(['reconciliations'], '/reconciliations', {})

/** Without a day: the last base day. */
export const useBalances = (day: string | null) =>
  useQuery({ queryKey: ['office', 'balances', day], queryFn: () => api.get<BalancesAsOf>(`/api/secretariat/ledger/as-of${day === null ? '' : `?day=${day}`}`) })

/** Proposes what becomes of unmatched money; the list is asked for anew, also when somebody else was faster. */
export function useProposal(id: string, what: 'assign' | 'return') {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: (body: object) => api.post<z.infer<typeof suspenseProposed>>(`/api/secretariat/suspense/${id}/propose-${what}`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['office', 'suspense'] })
      void renewSession()
    },
  })
}
