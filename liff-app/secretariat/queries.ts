import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { auditList, auditVerification, lastVerification } from '../../server/audit/contract.ts'
import type { Assigned } from '../../server/cases/assignment/contract.ts'
import type { approvalList, ApprovalSeen, CaseFile, caseList, Move, proposed } from '../../server/cases/contract.ts'
import type { Dashboard } from '../../server/cases/dashboard/contract.ts'
import type { officePaymentList } from '../../server/payments/contract.ts'
import { api, isReason } from '../api.ts'
import { useRenewSession } from '../session.tsx'

export type CaseList = z.infer<typeof caseList>
export type Payments = z.infer<typeof officePaymentList>
export type AuditLog = z.infer<typeof auditList>
export type Verification = z.infer<typeof auditVerification>
export type MoveName = Move['name']
type Proposed = z.infer<typeof proposed>

const root = '/api/secretariat'
const pageSize = '50'
/** What an officer decides on is asked for anew every time, never shown from memory. */
const neverRemembered = { gcTime: 0, staleTime: 0 } as const
const watchMs = 15_000

/** The figures of today; renewed every `everyMs`, or only once with null. */
export const useDashboard = (everyMs: number | null) =>
  useQuery({ queryKey: ['office', 'dashboard'], queryFn: () => api.get<Dashboard>(`${root}/dashboard`), refetchInterval: everyMs ?? false })

export const useCases = (tab: string, state: 'open' | 'closed') =>
  usePages<CaseList>(['cases', tab, state], '/cases', { tab, state }, watchMs)

export const useCase = (id: string) =>
  useQuery({ queryKey: caseKey(id), queryFn: () => api.get<CaseFile>(`${root}/cases/${id}`), refetchInterval: watchMs, ...neverRemembered })

export const useApprovals = (state: 'proposed' | 'decided') =>
  useQuery({ queryKey: ['office', 'approvals', state], queryFn: () => api.get<z.infer<typeof approvalList>>(`${root}/approvals?state=${state}`), refetchInterval: watchMs, ...neverRemembered })

export const useApproval = (id: string) =>
  useQuery({ queryKey: ['office', 'approval', id], queryFn: () => api.get<ApprovalSeen>(`${root}/approvals/${id}`), refetchInterval: watchMs, ...neverRemembered })

/** Empty where nothing is asked for. */
export interface PaymentsFilter {
  readonly customerCode: string
  readonly storeCode: string
  readonly number: string
  readonly from: string
  readonly to: string
  readonly state: '' | Payments['items'][number]['state']
  readonly mode: '' | Payments['items'][number]['mode']
  readonly amount: string
}

export const usePayments = (filter: PaymentsFilter) => usePages<Payments>(['payments', filter], '/payments', { ...filter })

export const useAudit = (filter: Readonly<Record<string, string>>) => usePages<AuditLog>(['audit', filter], '/audit', filter)

/** What the worker found when it walked through the log last. */
export const useLastVerification = () => useQuery({ queryKey: ['office', 'audit', 'verified'], queryFn: () => api.get<z.infer<typeof lastVerification>>(`${root}/audit/verified`) })

export const useVerification = () => useMutation({ mutationFn: () => api.get<Verification>(`${root}/audit/verify`) })

/** Sends a move of a case. Afterwards everything that shows it is asked for anew, also when somebody else was faster. */
export function useMove(caseId: string, name: MoveName) {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: (body: object) => api.post<CaseFile | Proposed>(`${root}/cases/${caseId}/${name}`, body),
    onSuccess: async (answer) => {
      if ('moves' in answer) queries.setQueryData(caseKey(caseId), answer)
      else await queries.invalidateQueries({ queryKey: caseKey(caseId) })
      void queries.invalidateQueries({ queryKey: [...caseKey(caseId), 'evidence'] })
      void renewSession()
    },
    onError: (problem) => {
      if (!isReason(problem, 'unreachable', 'invalid-input')) void queries.invalidateQueries({ queryKey: caseKey(caseId) })
    },
  })
}

export type Decision = 'approve' | 'send-back'

export function useDecision(approvalId: string) {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: ({ as, reason }: { as: Decision; reason: string }) => api.post<unknown>(`${root}/approvals/${approvalId}/${as}`, { reason }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['office', 'approval', approvalId] })
      void renewSession()
    },
  })
}

/** 担当の割り当て of several cases. Every list of cases is asked for anew afterwards, also when it was refused. */
export function useAssign() {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: (body: object) => api.post<Assigned>(`${root}/cases/assign`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['office', 'cases'] })
      void renewSession()
    },
  })
}

/** 取り下げ: by whoever proposed it. Afterwards the proposal is asked for anew, also when somebody decided first. */
export function useWithdrawal(approvalId: string) {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: (reason: string) => api.post<unknown>(`${root}/approvals/${approvalId}/withdraw`, { reason }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['office', 'approval', approvalId] })
      void renewSession()
    },
  })
}

const caseKey = (id: string) => ['office', 'case', id] as const

/** A list that goes on by cursor. */
export function usePages<Page extends { readonly nextCursor: string | null }>(key: readonly unknown[], path: string, filter: Readonly<Record<string, string>>, everyMs: number | false = false) {
  return useInfiniteQuery({
    queryKey: ['office', ...key],
    queryFn: ({ pageParam }) => {
      const given = Object.entries({ ...filter, limit: pageSize, cursor: pageParam }).filter(([, value]) => value !== '')
      return api.get<Page>(`${root}${path}?${new URLSearchParams(given).toString()}`)
    },
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.nextCursor,
    refetchInterval: everyMs,
  })
}
