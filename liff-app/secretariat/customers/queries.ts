import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { customerList, CustomerPage, customerSearch, CustomersFound, standing } from '../../../server/cases/customer/contract.ts'
import { api } from '../../api.ts'
import { usePages } from '../queries.ts'
import type { Purpose, Revealed } from '../record/queries.ts'

const root = '/api/secretariat/customers'

export type CustomerList = z.infer<typeof customerList>
export type Standing = z.infer<typeof standing>

export const useCustomers = (filter: { readonly code: string; readonly standing: string }) => usePages<CustomerList>(['customers', filter], '/customers', filter)

/** What was found by name stays in the component that shows it, and nowhere else. */
export const useSearch = () => useMutation({ mutationFn: (asked: z.infer<typeof customerSearch>) => api.post<CustomersFound>(`${root}/search`, asked), gcTime: 0 })

export const useCustomer = (code: string) => useQuery({ queryKey: ['office', 'customer', code], queryFn: () => api.get<CustomerPage>(`${root}/${code}`), gcTime: 0, staleTime: 0 })

export const useRevealByCode = (code: string) => useMutation({ mutationFn: (purpose: Purpose) => api.post<Revealed>(`${root}/${code}/reveal`, { purpose }), gcTime: 0 })
