import { useState } from 'react'
import type { SuspenseList } from '../../../server/payments/money-in/contract.ts'
import { useOfficer } from '../../session.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { moment, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Pair } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block } from '../frame/columns.tsx'
import { officePaths } from '../office-paths.ts'
import { ProposeSheet } from './propose-sheet.tsx'
import { useUnmatchedWords } from './words.ts'

export type Item = SuspenseList['items'][number]

const tones: Readonly<Record<Item['state'], Tone>> = { open: 'attention', assigning: 'info', assigned: 'ok', returned: 'ok', reversed: 'quiet' }

/** One money that matches nothing: what is known of it, and what two officers may make of it. */
export function ItemCard({ item }: { item: Item }) {
  const words = useUnmatchedWords()
  const language = useLanguage()
  const { facts } = words
  const amount = item.amount === null ? words.noAmount : yen(item.amount)
  const [proposer, approver] = item.settledBy
  return (
    <Block title={`${item.number}　${amount}`} beside={<Badge tone={tones[item.state]}>{words.states[item.state]}</Badge>}>
      <p>{item.why[language]}</p>
      <Facts
        facts={[
          [facts.reference, [item.kind && words.kinds[item.kind], item.reference ?? words.none].filter(Boolean).join(' ')],
          ...(item.payerNameKana ? [[facts.payer, item.payerNameKana] as const] : []),
          [facts.paidAt, item.paidAt ? moment(item.paidAt, language) : words.none],
          [facts.method, item.method ?? words.none],
          [facts.provider, `${item.provider} ${item.pspRef ?? words.none}`],
          ...(item.assignedReference ? [[facts.assigned, item.assignedReference] as const] : []),
          ...(proposer && approver ? [[facts.by, words.byTwo(proposer, approver)] as const] : []),
        ]}
      />
      <Moves item={item} />
    </Block>
  )
}

function Moves({ item }: { item: Item }) {
  const words = useUnmatchedWords()
  const officer = useOfficer()
  const [asking, setAsking] = useState<'assign' | 'return' | null>(null)
  if (item.pending) {
    return (
      <>
        <Banner tone="info">{words.pending(item.pending.number)}</Banner>
        <ButtonLink to={officePaths.approval(item.pending.id)}>{words.toApproval}</ButtonLink>
      </>
    )
  }
  if (item.state !== 'open' || officer.officerRole === 'auditor') return null
  return (
    <>
      <Pair>
        {item.amount === null ? null : (
          <Button kind="primary" onPress={() => setAsking('assign')}>
            {words.assign}
          </Button>
        )}
        <Button onPress={() => setAsking('return')}>{words.giveBack}</Button>
      </Pair>
      {asking ? <ProposeSheet itemId={item.id} number={item.number} how={asking} onClose={() => setAsking(null)} /> : null}
    </>
  )
}
