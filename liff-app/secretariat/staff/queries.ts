import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OfficerList } from '../../../server/secretariat/officers/contract.ts'
import { api } from '../../api.ts'

const root = '/api/secretariat/officers'
const key = ['office', 'officers'] as const

export const useOfficers = () => useQuery({ queryKey: key, queryFn: () => api.get<OfficerList>(root) })

/** Changes presence or the roster's entry; everybody as they are then is shown at once. */
export function useOfficerChange(id: string, what: 'presence' | 'details') {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => api.post<OfficerList>(`${root}/${id}/${what}`, body),
    onSuccess: (list) => queries.setQueryData(key, list),
    onError: () => queries.invalidateQueries({ queryKey: key }),
  })
}
