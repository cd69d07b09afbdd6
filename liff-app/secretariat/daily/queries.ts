import { useQuery } from '@tanstack/react-query'
import type { DigestList, DigestSeen } from '../../../server/cases/alerts/digest/contract.ts'
import { api } from '../../api.ts'

const root = '/api/secretariat/reports/daily'

export const useDailyReports = () => useQuery({ queryKey: ['office', 'daily-reports'], queryFn: () => api.get<DigestList>(root) })

export const useDailyReport = (day: string) => useQuery({ queryKey: ['office', 'daily-report', day], queryFn: () => api.get<DigestSeen>(`${root}/${day}`) })
