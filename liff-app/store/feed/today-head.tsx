import { AmountText } from '../../ui/amount-text.tsx'
import { DayMark } from '../../ui/day-mark.tsx'
import { count } from '../../ui/format.ts'
import { Card, Row } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useStoreWords } from '../../words/store.ts'
import { useToday } from '../queries.ts'
import { useLiveFeed } from './live-feed.tsx'

/** Today's count, total and mark. */
export function TodayHead({ storeId }: { storeId: string }) {
  const words = useStoreWords().feed
  const { yen } = useAppWords()
  const { day, mustAsk } = useLiveFeed()
  const today = useToday(storeId, day, mustAsk).data
  return (
    <Card tint label={words.todayLabel}>
      <Row spread>
        <span>{words.today(today ? count(today.count) : '–')}</span>
        <Row>
          <span>{words.mark}</span>
          {today ? <DayMark mark={today.mark} /> : null}
        </Row>
      </Row>
      {today ? <AmountText amount={today.total} size="display" spoken={yen} /> : null}
    </Card>
  )
}
