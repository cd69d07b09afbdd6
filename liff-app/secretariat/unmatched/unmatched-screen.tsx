import { CircleCheck } from 'lucide-react'
import { useSearchParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Note } from '../../ui/stack.tsx'
import { Narrow } from '../frame/columns.tsx'
import { More } from '../frame/more.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { Tabs } from '../frame/tabs.tsx'
import { officePaths } from '../office-paths.ts'
import { ItemCard } from './item-card.tsx'
import { useUnmatched } from './queries.ts'
import { useUnmatchedWords } from './words.ts'

/** 照合できない入金: what waits for two officers, and what became of the rest. */
export function UnmatchedScreen() {
  const words = useUnmatchedWords()
  const [asked] = useSearchParams()
  const state = asked.get('s') === 'settled' ? 'settled' : 'open'
  const items = useUnmatched(state)
  return (
    <OfficeScreen title={words.title}>
      <Narrow>
        <Note>{words.intro}</Note>
        <Tabs
          label={words.title}
          tabs={[
            { to: officePaths.unmatched, label: words.open, here: state === 'open' },
            { to: `${officePaths.unmatched}?s=settled`, label: words.settled, here: state === 'settled' },
          ]}
        />
        <Loaded query={items} rows={4} tall>
          {({ pages }) => {
            const found = pages.flatMap((page) => page.items)
            if (found.length === 0) return <EmptyState icon={<CircleCheck size={40} />}>{state === 'open' ? words.empty : words.emptySettled}</EmptyState>
            return found.map((item) => <ItemCard key={item.id} item={item} />)
          }}
        </Loaded>
        <More pages={items} />
      </Narrow>
    </OfficeScreen>
  )
}
