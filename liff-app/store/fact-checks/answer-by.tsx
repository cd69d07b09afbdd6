import { Badge } from '../../ui/badge.tsx'
import { recently } from '../../ui/format.ts'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { useStoreWords } from '../../words/store.ts'

const minuteMs = 60_000
const soonMinutes = 30

/** Until when the answer is asked for, and how long that is from now. */
export function AnswerBy({ dueAt }: { dueAt: string }) {
  const words = useStoreWords().factChecks
  const language = useLanguage()
  const now = useNow(minuteMs / 2)
  const minutes = Math.floor((Date.parse(dueAt) - now) / minuteMs)
  const due = words.due(recently(dueAt, now, language))
  if (minutes < 0) return <Badge tone="danger">{due}</Badge>
  return (
    <>
      <Badge tone={minutes < soonMinutes ? 'attention' : 'info'}>{due}</Badge>
      <span>{words.left(String(Math.floor(minutes / 60)), String(minutes % 60))}</span>
    </>
  )
}
