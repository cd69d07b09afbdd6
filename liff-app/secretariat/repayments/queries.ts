import { useQuery } from '@tanstack/react-query'
import type { RepaymentCalendar, RepaymentList, RepaymentRow } from '../../../server/cases/demands/contract.ts'
import { api } from '../../api.ts'
import { usePages } from '../queries.ts'

export type View = 'open' | 'overdue' | 'plans' | 'asked' | 'repaid'
export type { RepaymentRow }

export const useRepayments = (view: View) => usePages<RepaymentList>(['repayments', view], '/repayments', { view })

export const useCalendar = (month: string) =>
  useQuery({ queryKey: ['office', 'repayments', 'calendar', month], queryFn: () => api.get<RepaymentCalendar>(`/api/secretariat/repayments/calendar?month=${month}`) })
