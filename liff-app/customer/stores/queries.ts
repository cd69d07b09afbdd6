import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { storesFound } from '../../../server/stores/contract.ts'
import { api } from '../../api.ts'

/** Stores by name, page by page; while other words are looked for, those found before stay. */
export const useStorePages = (search: string, onlySmall: boolean) =>
  useInfiniteQuery({
    queryKey: ['stores', search, onlySmall],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ ...(search ? { search } : {}), ...(onlySmall ? { takes: 'small_store' } : {}), ...(pageParam ? { cursor: pageParam } : {}) })
      return api.get<z.infer<typeof storesFound>>(`/api/stores?${asked.toString()}`)
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
