import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReconciliationList, SuspenseList } from '../../../server/payments/money-in/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'
import { usePages } from '../queries.ts'

const watchMs = 15_000

export const useUnmatched = (state: 'open' | 'settled') => usePages<SuspenseList>(['suspense', state], '/suspense', { state }, watchMs)

export const useComparedDays = () => usePages<ReconciliationList>(['reconciliations'], '/reconciliations', {})

/** Proposes what becomes of an item; afterwards the list is asked for anew, also when somebody else was faster. */
export function usePropose(itemId: string, how: 'propose-assign' | 'propose-return') {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: (body: object) => api.post<unknown>(`/api/secretariat/suspense/${itemId}/${how}`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['office', 'suspense'] })
      void renewSession()
    },
  })
}
