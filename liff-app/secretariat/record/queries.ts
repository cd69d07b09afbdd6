import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseFile, RecordAct } from '../../../server/cases/contract.ts'
import type { CustomerFile, customerRevealed, viewPurpose } from '../../../server/cases/customer/contract.ts'
import { api } from '../../api.ts'

const root = '/api/secretariat/cases'

export type Purpose = z.infer<typeof viewPurpose>
export type Revealed = z.infer<typeof customerRevealed>

/** Writes something down about a case; the case as it is then is shown at once. */
export function useRecord(caseId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ name, body }: { name: RecordAct['name']; body: object }) => api.post<CaseFile>(`${root}/${caseId}/${name}`, body),
    onSuccess: (file) => queries.setQueryData(['office', 'case', caseId], file),
  })
}

export const useCustomerFile = (caseId: string) =>
  useQuery({ queryKey: ['office', 'case', caseId, 'customer'], queryFn: () => api.get<CustomerFile>(`${root}/${caseId}/customer`), gcTime: 0, staleTime: 60_000 })

/** What it answers is kept by the component that shows it, and nowhere else. */
export const useReveal = (caseId: string) =>
  useMutation({ mutationFn: (purpose: Purpose) => api.post<Revealed>(`${root}/${caseId}/reveal-customer`, { purpose }), gcTime: 0 })
