import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BacktestSeen, OrderList, RuleFile, RuleList, WatchParts } from '../../../server/fraud/settings/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'

const root = '/api/secretariat'
const key = ['office', 'rules'] as const
/** What an officer decides on is asked for anew every time, never shown from memory. */
const neverRemembered = { gcTime: 0, staleTime: 0 } as const

export const useRules = () => useQuery({ queryKey: [...key, 'list'], queryFn: () => api.get<RuleList>(`${root}/rules`), ...neverRemembered })
export const useRule = (id: string) => useQuery({ queryKey: [...key, 'one', id], queryFn: () => api.get<RuleFile>(`${root}/rules/${id}`), ...neverRemembered })
export const useOrders = () => useQuery({ queryKey: [...key, 'orders'], queryFn: () => api.get<OrderList>(`${root}/rule-orders`), ...neverRemembered })
export const useWatchParts = () => useQuery({ queryKey: ['office', 'watch-parts'], queryFn: () => api.get<WatchParts>(`${root}/watch-rules/parts`) })

const lookEveryMs = 1_000
const isOver = (found: BacktestSeen | undefined) => found !== undefined && found.state !== 'waiting' && found.state !== 'running'

/** A trial, looked at every second until it is over. */
export const useBacktest = (first: BacktestSeen) =>
  useQuery({
    queryKey: [...key, 'backtest', first.id],
    queryFn: () => api.get<BacktestSeen>(`${root}/backtests/${first.id}`),
    initialData: first,
    refetchInterval: (query) => (isOver(query.state.data) ? false : lookEveryMs),
  })

/** Sends something about rules; afterwards everything about them is asked for anew, also when somebody else was faster. */
export function useSend<Answer = unknown>(path: string) {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: (body: object) => api.post<Answer>(`${root}${path}`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: key })
      void renewSession()
    },
  })
}
