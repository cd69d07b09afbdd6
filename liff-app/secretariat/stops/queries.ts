import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseFile, proposed } from '../../../server/cases/contract.ts'
import type { resumeRequestList } from '../../../server/cases/self-stop/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'

type Proposed = z.infer<typeof proposed>
const root = '/api/secretariat'
const requestsKey = ['office', 'resume-requests'] as const

/** An act or a proposal about what a case stops, or about an appeal in it. Answers the proposal's number when there is one. */
export function useStopAct(caseId: string, name: 'stop' | 'propose-stop' | 'propose-lift-stop' | 'decide-appeal') {
  const queries = useQueryClient()
  const renew = useRenewSession()
  return useMutation({
    mutationFn: (body: object) => api.post<CaseFile | Proposed>(`${root}/cases/${caseId}/${name}`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['office', 'case', caseId] })
      void renew()
    },
  })
}

export const useResumeRequests = () =>
  useQuery({ queryKey: requestsKey, queryFn: () => api.get<z.infer<typeof resumeRequestList>>(`${root}/resume-requests`), refetchInterval: 15_000, gcTime: 0, staleTime: 0 })

export function useProposeRelease(requestId: string) {
  const queries = useQueryClient()
  const renew = useRenewSession()
  return useMutation({
    mutationFn: (body: { identityCheck: string; reason: string }) => api.post<Proposed>(`${root}/resume-requests/${requestId}/propose-release`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: requestsKey })
      void renew()
    },
  })
}
