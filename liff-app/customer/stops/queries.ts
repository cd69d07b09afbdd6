import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OwnAppeal } from '../../../server/cases/appeals/contract.ts'
import type { OwnReport, ReportAsked } from '../../../server/cases/reported/contract.ts'
import type { OwnStop } from '../../../server/cases/self-stop/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'

const ownStopKey = ['own-stop'] as const

export const useOwnStop = () => useQuery({ queryKey: ownStopKey, queryFn: () => api.get<OwnStop>('/api/self-stop') })

/** Stops this person's payments, or asks for them back. */
export function useChangeOwnStop(path: '/api/self-stop' | '/api/self-stop/resume-request') {
  const queries = useQueryClient()
  const renew = useRenewSession()
  return useMutation({
    mutationFn: () => api.post<OwnStop>(path, {}),
    onSuccess: async (answer) => {
      queries.setQueryData(ownStopKey, answer)
      await renew()
    },
  })
}

const reportPath = (paymentId: string) => `/api/payments/${encodeURIComponent(paymentId)}/report`
const reportKey = (paymentId: string) => ['payments', 'report', paymentId] as const

/** What was received about a payment, if anything was reported. */
export const useReport = (paymentId: string) => useQuery({ queryKey: reportKey(paymentId), queryFn: () => api.get<OwnReport>(reportPath(paymentId)) })

export function useSendReport(paymentId: string) {
  const queries = useQueryClient()
  const renew = useRenewSession()
  return useMutation({
    mutationFn: (asked: ReportAsked) => api.post<OwnReport>(reportPath(paymentId), asked),
    onSuccess: async (answer) => {
      queries.setQueryData(reportKey(paymentId), answer)
      await renew()
    },
  })
}

/** Against the freeze in force, or one demand. */
const appealPath = (demandId: string | null) => (demandId === null ? '/api/appeals/freeze' : `/api/appeals/demand/${encodeURIComponent(demandId)}`)
const appealKey = (demandId: string | null) => ['appeal', demandId ?? 'freeze'] as const

export const useAppeal = (demandId: string | null, asks = true) => useQuery({ queryKey: appealKey(demandId), queryFn: () => api.get<OwnAppeal>(appealPath(demandId)), enabled: asks })

export function useSendAppeal(demandId: string | null) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (text: string) => api.post<OwnAppeal>(appealPath(demandId), { text }),
    onSuccess: (answer) => queries.setQueryData(appealKey(demandId), answer),
  })
}
