import { ClipboardCheck } from 'lucide-react'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { Badge } from '../../ui/badge.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { recently, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Note, Stack } from '../../ui/stack.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useLanguage } from '../../words/language.ts'
import { useStoreWords } from '../../words/store.ts'
import { useFactChecks } from '../queries.ts'
import { StoreNav } from '../store-nav.tsx'
import { AnswerBy } from './answer-by.tsx'
import type { StoreFactCheck } from '../../../server/cases/contract.ts'

/** What the secretariat asks of this store: open questions first, the most urgent on top. */
export function InboxScreen() {
  const words = useStoreWords()
  const factChecks = useFactChecks()
  return (
    <Screen title={words.factChecks.title} nav={<StoreNav />}>
      <Loaded query={factChecks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<ClipboardCheck size={48} />} action={<ButtonLink to={paths.store}>{words.nav.feed}</ButtonLink>}>
              {words.factChecks.empty}
            </EmptyState>
          ) : (
            <>
              <Part title={words.factChecks.open} items={items.filter(({ state }) => state === 'asked').sort((a, b) => a.dueAt.localeCompare(b.dueAt))} />
              <Part title={words.factChecks.answered} items={items.filter(({ state }) => state !== 'asked')} />
            </>
          )
        }
      </Loaded>
    </Screen>
  )
}

function Part({ title, items }: { title: string; items: readonly StoreFactCheck[] }) {
  const words = useStoreWords().factChecks
  if (items.length === 0) return null
  return (
    <Stack gap={2}>
      <h2>{title}</h2>
      {items.some(({ state, overdue }) => state === 'asked' && overdue) ? <Note>{words.overdue}</Note> : null}
      <ListRows>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ListRows>
    </Stack>
  )
}

function Row({ item }: { item: StoreFactCheck }) {
  const words = useStoreWords().factChecks
  const language = useLanguage()
  const now = useNow(30_000)
  const [first] = item.payments
  const main = first ? `${recently(first.paidAt, now, language)} ${yen(first.amount)}` : item.storeName
  return (
    <ListRow
      to={paths.factCheck(item.id)}
      main={words.summary(main, String(Math.max(0, item.payments.length - 1)))}
      below={item.storeName}
      right={item.state === 'asked' ? <AnswerBy dueAt={item.dueAt} /> : <Badge tone={item.state === 'answered' ? 'ok' : 'quiet'}>{words.states[item.state]}</Badge>}
    />
  )
}
