import type { QueryObserverResult, UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { onServerClock } from './platform/clock.ts'
import { Problem } from './problem.tsx'
import { time } from './ui/format.ts'
import { Skeleton } from './ui/skeleton.tsx'
import { Note } from './ui/stack.tsx'
import { useAppWords } from './words/app.ts'

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>
  readonly children: (found: T) => ReactNode
  readonly rows?: number
  readonly tall?: boolean
}

/** What a query found; grey rows before that, the failure in words when there is nothing to show. */
export function Loaded<T>({ query, children, rows = 3, tall = false }: LoadedProps<T>) {
  const words = useAppWords()
  if (query.data !== undefined) {
    return (
      <>
        {isOld(query) ? <Note>{words.asOf(time(onServerClock(query.dataUpdatedAt)))}</Note> : null}
        {children(query.data)}
      </>
    )
  }
  if (query.error) return <Problem problem={query.error} onRetry={() => void query.refetch()} />
  return <Skeleton label={words.loading} rows={rows} tall={tall} />
}

/** Whether what is shown could not be asked for again: then it says of when it is. */
export const isOld = ({ isError, fetchStatus }: Pick<QueryObserverResult, 'isError' | 'fetchStatus'>): boolean => isError || fetchStatus === 'paused'
