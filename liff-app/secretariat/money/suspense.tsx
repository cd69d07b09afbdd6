import { Inbox } from 'lucide-react'
import { useState } from 'react'
import { Loaded } from '../../loaded.tsx'
import { useOfficer } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { moment, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block, Narrow } from '../frame/columns.tsx'
import { More } from '../frame/more.tsx'
import { officePaths } from '../office-paths.ts'
import { ProposalSheet } from './proposal-sheet.tsx'
import { useSuspense, type SuspenseItem } from './queries.ts'
import { useMoneyWords } from './words.ts'

/** 照合できない入金: what came in, why it waits, and the two ways out, each by two officers. */
export function Suspense({ state }: { state: 'open' | 'settled' }) {
  const words = useMoneyWords()
  const list = useSuspense(state)
  const [proposed, setProposed] = useState<string | null>(null)
  return (
    <Narrow>
      <div role="status">{proposed === null ? null : <Banner tone="ok">{words.proposed(proposed)}</Banner>}</div>
      <Loaded query={list} rows={4} tall>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <EmptyState icon={<Inbox size={40} />}>{state === 'open' ? words.none : words.noneSettled}</EmptyState>
          return items.map((item) => <Item key={item.id} item={item} onProposed={setProposed} />)
        }}
      </Loaded>
      <More pages={list} />
    </Narrow>
  )
}

function Item({ item, onProposed }: { item: SuspenseItem; onProposed: (number: string) => void }) {
  const words = useMoneyWords()
  const language = useLanguage()
  const { facts } = words
  const known = (name: string, value: string | null): (readonly [string, string])[] => (value === null ? [] : [[name, value]])
  const amount = item.amount === null ? words.unknownAmount : yen(item.amount)
  return (
    <Block title={`${item.number}　${amount}`} beside={<Badge tone={item.state === 'open' ? 'attention' : 'quiet'}>{words.states[item.state]}</Badge>}>
      <Facts
        facts={[
          [facts.why, item.why[language]],
          ...known(facts.reference, item.reference),
          ...known(facts.payer, item.payerNameKana),
          ...known(facts.paidAt, item.paidAt && moment(item.paidAt, language)),
          [facts.method, [item.kind && words.kinds[item.kind], item.method].filter(Boolean).join('・') || '—'],
          [facts.provider, [item.provider, item.pspRef].filter(Boolean).join(' ')],
          ...known(facts.assigned, item.assignedReference),
          ...known(facts.settled, item.settledAt && moment(item.settledAt, language)),
          ...known(facts.by, item.settledBy.length > 0 ? item.settledBy.join('・') : null),
        ]}
      />
      {item.state === 'open' ? <WaysOut item={item} onProposed={onProposed} /> : null}
    </Block>
  )
}

function WaysOut({ item, onProposed }: { item: SuspenseItem; onProposed: (number: string) => void }) {
  const words = useMoneyWords()
  const officer = useOfficer()
  const [asking, setAsking] = useState<'assign' | 'return' | null>(null)
  if (item.pending) {
    return (
      <>
        <Note>{words.waiting(item.pending.number)}</Note>
        <ButtonLink to={officePaths.approval(item.pending.id)}>{words.toApproval}</ButtonLink>
      </>
    )
  }
  if (officer.officerRole === 'auditor') return null
  const done = (number: string) => {
    setAsking(null)
    onProposed(number)
  }
  return (
    <>
      {/* Without an amount nothing can be booked, but it can be closed. */}
      {item.amount === null ? null : (
        <Button kind="primary" onPress={() => setAsking('assign')}>
          {words.assign}
        </Button>
      )}
      <Button onPress={() => setAsking('return')}>{words.giveBack}</Button>
      {asking ? <ProposalSheet item={item} what={asking} onDone={done} onClose={() => setAsking(null)} /> : null}
    </>
  )
}
