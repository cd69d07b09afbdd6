import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { settlementList, StorePayouts } from '../../../server/payments/settlement/contract.ts'
import { api } from '../../api.ts'

type Statements = z.infer<typeof settlementList>
const pageLength = 24

export const useStorePayouts = (enabled: boolean) => useQuery({ queryKey: ['store', 'payouts'], queryFn: () => api.get<StorePayouts>('/api/store/payouts'), enabled })

export const useStatements = (storeId: string) =>
  useInfiniteQuery({
    queryKey: ['store', storeId, 'statements'],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ storeId, limit: String(pageLength) })
      if (pageParam) asked.set('cursor', pageParam)
      return api.get<Statements>(`/api/store/statements?${asked.toString()}`)
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })
