import { useQuery } from '@tanstack/react-query'
import type { CaseEvidence } from '../../../server/cases/evidence/contract.ts'
import { api } from '../../api.ts'

/** As often as the case itself, and under its key: whatever asks for the case anew asks for this too. */
const watchMs = 15_000

/** What people gave for a case. */
export const useCaseEvidence = (caseId: string) =>
  useQuery({
    queryKey: ['office', 'case', caseId, 'evidence'], queryFn: () => api.get<CaseEvidence>(`/api/secretariat/cases/${caseId}/evidence`), refetchInterval: watchMs, gcTime: 0, staleTime: 0,
  })
