import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { storeList, StorePage, storeView } from '../../../server/cases/store/contract.ts'
import { api } from '../../api.ts'
import { usePages } from '../queries.ts'

export type StoreList = z.infer<typeof storeList>
export type StoreView = z.infer<typeof storeView>

export const useStores = (filter: { readonly search: string; readonly view: StoreView }) => usePages<StoreList>(['stores', filter], '/stores', filter)

/** Below 'payouts', because what is sent about payouts asks for everything there anew. */
export const useStore = (code: string) =>
  useQuery({ queryKey: ['office', 'payouts', 'store', code], queryFn: () => api.get<StorePage>(`/api/secretariat/stores/${code}`), gcTime: 0, staleTime: 0 })
