import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MonthlyReport, ReportList, SampleList } from '../../../server/cases/reports/contract.ts'
import type { RepaymentProgress, Statistics } from '../../../server/cases/reports/progress/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'

const root = '/api/secretariat'

export const useReports = () => useQuery({ queryKey: ['office', 'reports'], queryFn: () => api.get<ReportList>(`${root}/reports`) })

export const useRepaymentProgress = () => useQuery({ queryKey: ['office', 'repayment-progress'], queryFn: () => api.get<RepaymentProgress>(`${root}/reports/repayment`) })

export const useStatistics = () => useQuery({ queryKey: ['office', 'statistics'], queryFn: () => api.get<Statistics>(`${root}/reports/statistics`) })

export const useReport = (month: string) => useQuery({ queryKey: ['office', 'report', month], queryFn: () => api.get<MonthlyReport>(`${root}/reports/${month}`) })

export const useSample = (month: string) => useQuery({ queryKey: sampleKey(month), queryFn: () => api.get<SampleList>(`${root}/samples/${month}`) })

/** Marks a payment; the list comes back as it is then, also when somebody else was faster. */
export function useMark(month: string) {
  const queries = useQueryClient()
  const renewSession = useRenewSession()
  return useMutation({
    mutationFn: ({ paymentId, answer }: { paymentId: string; answer: 'genuine' | 'fraud' | 'unknown' }) => api.post<SampleList>(`${root}/samples/${month}/${paymentId}`, { answer }),
    onSuccess: (list) => {
      queries.setQueryData(sampleKey(month), list)
      void renewSession()
    },
    onError: () => void queries.invalidateQueries({ queryKey: sampleKey(month) }),
  })
}

const sampleKey = (month: string) => ['office', 'sample', month] as const
