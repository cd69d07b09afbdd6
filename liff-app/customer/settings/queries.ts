import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Device } from '../../../server/devices/contract.ts'
import { api } from '../../api.ts'

interface Devices {
  readonly items: readonly Device[]
}

const devicesKey = ['devices'] as const

export const useDevices = () => useQuery({ queryKey: devicesKey, queryFn: () => api.get<Devices>('/api/devices') })

/** Shuts a device out, or lets it in again. */
export function useChangeDevice() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, act }: { id: string; act: 'deny' | 'allow' }) => api.post<Devices>(`/api/devices/${encodeURIComponent(id)}/${act}`, {}),
    onSuccess: (devices) => queries.setQueryData<Devices>(devicesKey, devices),
  })
}
