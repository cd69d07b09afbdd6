import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import type { posterReplaced, PosterState } from '../../../server/stores/contract.ts'
import type { z } from 'zod'

const keyOf = (storeId: string) => ['store', storeId, 'poster']

export const usePoster = (storeId: string) =>
  useQuery({ queryKey: keyOf(storeId), queryFn: () => api.get<PosterState>(`/api/store/poster?storeId=${storeId}`) })

/** Names the version that is to be replaced, so that a second press replaces nothing. */
export function useReplacePoster(storeId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (version: number) => api.post<z.infer<typeof posterReplaced>>('/api/store/poster/replace', { storeId, version }),
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf(storeId) }),
  })
}
