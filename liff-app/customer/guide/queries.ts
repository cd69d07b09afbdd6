import { useQuery } from '@tanstack/react-query'
import type { Enquiry, OwnPrivacy } from '../../../server/privacy/contract.ts'
import { api } from '../../api.ts'

export const useOwnPrivacy = () => useQuery({ queryKey: ['privacy'], queryFn: () => api.get<OwnPrivacy>('/api/privacy') })

export const useEnquiries = () => useQuery({ queryKey: ['enquiries'], queryFn: () => api.get<{ items: readonly Enquiry[] }>('/api/enquiries') })
