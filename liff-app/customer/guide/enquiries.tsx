import { Loaded } from '../../loaded.tsx'
import { serverNow } from '../../platform/clock.ts'
import { Badge } from '../../ui/badge.tsx'
import { recently, shortDay } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useGuideWords } from '../../words/guide.ts'
import { useLanguage } from '../../words/language.ts'
import { useEnquiries } from './queries.ts'

/** What the customer asked or told us, and how it stands. */
export function Enquiries() {
  const words = useGuideWords().help
  const language = useLanguage()
  const enquiries = useEnquiries()
  return (
    <Stack gap={2}>
      <h2>{words.enquiries}</h2>
      <Loaded query={enquiries} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Note>{words.noEnquiries}</Note>
          ) : (
            <ListRows>
              {items.map(({ kind, number, at, state, answerBy, path }) => (
                <ListRow
                  key={`${kind} ${at}`}
                  to={path}
                  main={words.kinds[kind]}
                  below={[recently(at, serverNow(), language), number, state === 'open' && answerBy ? words.answerBy(shortDay(answerBy, language)) : null].filter(Boolean).join('　')}
                  right={<Badge tone={state === 'open' ? 'attention' : 'ok'}>{words.states[state]}</Badge>}
                />
              ))}
            </ListRows>
          )
        }
      </Loaded>
    </Stack>
  )
}
