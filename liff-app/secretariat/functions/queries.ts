import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { FunctionList, ProgrammeFunction, resumeProposed } from '../../../server/secretariat/functions/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'

const root = '/api/secretariat/functions'
const key = ['office', 'functions'] as const

export const useFunctions = () => useQuery({ queryKey: key, queryFn: () => api.get<FunctionList>(root), refetchInterval: 15_000, gcTime: 0, staleTime: 0 })

export function useStopFunction() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ name, ...asked }: { name: ProgrammeFunction; reason: string; expectedUntil?: string }) => api.post<FunctionList>(`${root}/${name}/stop`, asked),
    onSuccess: (list) => queries.setQueryData(key, list),
    onError: () => queries.invalidateQueries({ queryKey: key }),
  })
}

export function useProposeResume() {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: ({ name, reason }: { name: ProgrammeFunction; reason: string }) => api.post<z.infer<typeof resumeProposed>>(`${root}/${name}/propose-resume`, { reason }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: key })
      void renewSession()
    },
  })
}
