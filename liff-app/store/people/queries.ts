import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { changeStoreAsked, StoreProfile } from '../../../server/stores/contract.ts'
import type { invitationToJoin, invited, joined, StaffList, temporaryPassword } from '../../../server/sign-in/staff/contract.ts'
import { api } from '../../api.ts'
import { useRenewSession } from '../../session.tsx'

const staffKey = (storeId: string) => ['store', storeId, 'staff'] as const
const profileKey = (storeId: string) => ['store', storeId, 'profile'] as const
const memberAt = (id: string) => `/api/store/staff/${encodeURIComponent(id)}`

export const useStaffList = (storeId: string) => useQuery({ queryKey: staffKey(storeId), queryFn: () => api.get<StaffList>(`/api/store/staff?storeId=${storeId}`) })

/** 停止, もう一度使えるように, ロックの解除: each answers with the list as it is then. */
export function useMemberChange(storeId: string, id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: 'stop' | 'resume' | 'unlock') => api.post<StaffList>(`${memberAt(id)}/${change}`, { storeId }),
    onSuccess: (list) => queries.setQueryData(staffKey(storeId), list),
  })
}

export function useRenewPassword(storeId: string, id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (newLine: boolean) => api.post<z.infer<typeof temporaryPassword>>(`${memberAt(id)}/password`, { newLine }),
    onSuccess: () => queries.invalidateQueries({ queryKey: staffKey(storeId) }),
  })
}

export function useInvite(storeId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (role: 'clerk' | 'manager') => api.post<z.infer<typeof invited>>('/api/store/staff/invitations', { storeId, role }),
    onSuccess: () => queries.invalidateQueries({ queryKey: staffKey(storeId) }),
  })
}

export function useWithdraw(storeId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.post<StaffList>(`/api/store/staff/invitations/${encodeURIComponent(id)}/withdraw`, { storeId }),
    onSuccess: (list) => queries.setQueryData(staffKey(storeId), list),
  })
}

const joinAt = (token: string) => `/api/store/join/${encodeURIComponent(token)}`
export const useInvitation = (token: string) => useQuery({ queryKey: ['join', token], queryFn: () => api.get<z.infer<typeof invitationToJoin>>(joinAt(token)), retry: false, refetchOnWindowFocus: false })
export const useJoin = (token: string) =>
  useMutation({ mutationFn: (asked: { name: string; password: string; declares: boolean }) => api.post<z.infer<typeof joined>>(joinAt(token), asked) })

export const useOwnPassword = () => useMutation({ mutationFn: (password: string) => api.post<undefined>('/api/store/password', { password }) })

export function useDeclare() {
  const renew = useRenewSession()
  return useMutation({ mutationFn: () => api.post<undefined>('/api/store/declaration', {}), onSuccess: renew })
}

export function useShareTerminal() {
  const renew = useRenewSession()
  return useMutation({ mutationFn: (shared: boolean) => api.post<undefined>('/api/store/shared-terminal', { shared }), onSuccess: renew })
}

export const useProfile = (storeId: string) => useQuery({ queryKey: profileKey(storeId), queryFn: () => api.get<StoreProfile>(`/api/store/profile?storeId=${storeId}`), refetchOnWindowFocus: false })

export function useChangeProfile(storeId: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (asked: Omit<z.infer<typeof changeStoreAsked>, 'storeId'>) => api.post<StoreProfile>('/api/store/profile', { storeId, ...asked }),
    onSuccess: (profile) => queries.setQueryData(profileKey(storeId), profile),
  })
}
