import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isOld } from './loaded.tsx'
import { onServerClock } from './platform/clock.ts'
import { Problem } from './problem.tsx'
import { Button } from './ui/button.tsx'
import { time } from './ui/format.ts'
import { Skeleton } from './ui/skeleton.tsx'
import { Note } from './ui/stack.tsx'
import { useAppWords } from './words/app.ts'

interface PagesProps<T> {
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly T[] }>>
  readonly empty: ReactNode
  readonly children: (items: readonly T[]) => ReactNode
}

/** A long list in pages of 50, with 「さらに表示」. */
export function Pages<T>({ query, empty, children }: PagesProps<T>) {
  const words = useAppWords()
  if (!query.data) {
    return query.error ? <Problem problem={query.error} onRetry={() => void query.refetch()} /> : <Skeleton label={words.loading} rows={5} />
  }
  const items = query.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return empty
  return (
    <>
      {isOld(query) ? <Note>{words.asOf(time(onServerClock(query.dataUpdatedAt)))}</Note> : null}
      {children(items)}
      {query.hasNextPage ? (
        <Button busy={query.isFetchingNextPage ? words.loading : null} onPress={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </>
  )
}
