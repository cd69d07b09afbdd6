import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { Problem } from '../../problem.tsx'
import { Button } from '../../ui/button.tsx'
import { useOfficeWords } from '../words.ts'

/** 「さらに表示」 below a list that goes on; what failed to come can be asked for again. */
export function More({ pages }: { pages: UseInfiniteQueryResult }) {
  const { list } = useOfficeWords()
  if (pages.isFetchNextPageError) return <Problem problem={pages.error} onRetry={() => void pages.fetchNextPage()} />
  if (!pages.hasNextPage) return null
  return (
    <Button onPress={() => void pages.fetchNextPage()} busy={pages.isFetchingNextPage ? list.loadingMore : null}>
      {list.more}
    </Button>
  )
}
