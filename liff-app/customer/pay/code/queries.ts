import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../../api.ts'
import { serverNow } from '../../../platform/clock.ts'
import { useRenewSession } from '../../../session.tsx'
import type { CodeSeen, codeIssued } from '../../../../server/payments/codes/contract.ts'
import type { z } from 'zod'

const watchEveryMs = 1000
/** A payment that began in the last second may be told a little after it. */
const watchAfterMs = 5000

/** A new one-time code each time the screen opens, and with each `refetch`; the one before it can no longer be used. */
export const useIssuedCode = () =>
  useQuery({
    queryKey: ['code-issued'],
    queryFn: async () => (await api.post<z.infer<typeof codeIssued>>('/api/codes', {})).code,
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  })

/** How the code stands, asked about once a second while the screen is looked at. */
export const useCodeSeen = (id: string | null) =>
  useQuery({
    queryKey: ['code-seen', id],
    queryFn: () => api.get<CodeSeen>(`/api/codes/${encodeURIComponent(id ?? '')}`),
    enabled: id !== null,
    refetchInterval: ({ state: { data } }) => (isOver(data) ? false : watchEveryMs),
    retry: false,
    networkMode: 'always',
  })

const isOver = (seen: CodeSeen | undefined): boolean =>
  seen !== undefined && (seen.state === 'used' || (seen.state === 'expired' && serverNow() > Date.parse(seen.expiresAt) + watchAfterMs))

/** After a code was paid: the balance and the list are other ones now. */
export function useRenewAfterPaying(): () => void {
  const queries = useQueryClient()
  const renew = useRenewSession()
  return () => {
    void queries.invalidateQueries({ queryKey: ['payments'] })
    void renew()
  }
}
