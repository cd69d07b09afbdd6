import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, ApiError } from '../../api.ts'
import { chimeIfWanted } from '../../platform/chime.ts'
import { useRenewSession } from '../../session.tsx'
import { markPaid, type Draft } from './draft.ts'
import { askedOf, storePath, type StoreTarget } from './target.ts'
import { settleUnresolved } from './unresolved.ts'
import type { KeyAnswer, paid, Preview } from '../../../server/payments/contract.ts'
import type { RequestSeen } from '../../../server/payments/requests/contract.ts'
import type { StoreToPay } from '../../../server/stores/contract.ts'
import type { z } from 'zod'

type Paid = z.infer<typeof paid>
const askAgainMs = 2000

export const useStoreToPay = (target: StoreTarget) =>
  useQuery({ queryKey: ['store-to-pay', target], queryFn: () => api.get<StoreToPay>(storePath(target)), staleTime: 60_000 })

/** What paying this draft would do, asked anew each time somebody is about to confirm it. */
export const usePreview = ({ target, amount, key }: Draft) =>
  useQuery({
    queryKey: ['payment-preview', key, amount],
    queryFn: () => api.look<Preview>('/api/payments/preview', askedOf(target, amount)),
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

/** A store's payment request. While it is open it is watched, so that its end shows by itself. Without a token nothing is asked. */
export const usePaymentRequest = (token: string | null) =>
  useQuery({
    queryKey: ['payment-request', token],
    queryFn: () => api.get<RequestSeen>(`/api/payment-requests/${encodeURIComponent(token ?? '')}`),
    enabled: token !== null,
    gcTime: 0,
    refetchInterval: (query) => (query.state.data?.state === 'open' ? askAgainMs : false),
  })

const resultKey = (key: string) => ['payment-result', key] as const

/** Whether the server cannot say yet how a sent payment ended; sending it again under the same key is safe. */
export const isUndecided = (problem: unknown): boolean => problem instanceof ApiError && problem.moneyMoved === null

/** Sends a payment once per key. Whatever the server decides is remembered as the key's answer. */
export function useSendPayment() {
  const queries = useQueryClient()
  const renew = useRenewSession()
  return useMutation({
    mutationFn: ({ target, amount, key }: Draft) => api.post<Paid>('/api/payments', askedOf(target, amount), key),
    onSuccess: ({ payment, proof }, { key }) => {
      if (settleUnresolved(key)) chimeIfWanted()
      markPaid(key)
      const answer: KeyAnswer = { state: 'paid', payment, proof }
      queries.setQueryData<KeyAnswer>(resultKey(key), answer)
      void queries.invalidateQueries({ queryKey: ['payments'] })
      void renew()
    },
    onError: (problem, { key }) => {
      if (isUndecided(problem)) return
      settleUnresolved(key)
      void renew()
    },
  })
}

/** How a payment ended, asked every 2 seconds until it is known. */
export function usePaymentResult(key: string) {
  const settle = useSettle()
  return useQuery({
    queryKey: resultKey(key),
    queryFn: async () => settle(key, await api.get<KeyAnswer>(`/api/payments/by-key/${encodeURIComponent(key)}`)),
    refetchInterval: (query) => (query.state.data && query.state.data.state !== 'unknown' ? false : askAgainMs),
    refetchOnWindowFocus: (query) => query.state.data?.state === 'unknown',
    refetchOnMount: (query) => query.state.data?.state !== 'paid',
    retry: false,
    networkMode: 'always',
  })
}

/** Closes a key for good: either it has paid already, or it never will. */
export function useCloseKey(key: string) {
  const queries = useQueryClient()
  const settle = useSettle()
  return useMutation({
    mutationFn: async () => settle(key, await api.post<KeyAnswer>(`/api/payments/by-key/${encodeURIComponent(key)}/close`, {})),
    onSuccess: (answer) => queries.setQueryData(resultKey(key), answer),
  })
}

function useSettle(): (key: string, answer: KeyAnswer) => KeyAnswer {
  const queries = useQueryClient()
  const renew = useRenewSession()
  return (key, answer) => {
    if (answer.state === 'unknown') return answer
    const isNews = settleUnresolved(key)
    if (answer.state === 'paid') {
      markPaid(key)
      if (isNews) chimeIfWanted()
    }
    void queries.invalidateQueries({ queryKey: ['payments'] })
    void renew()
    return answer
  }
}
