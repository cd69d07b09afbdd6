import { useState } from 'react'
import type { PayoutList, PayoutSeen } from '../../../server/payments/settlement/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { serverNow } from '../../platform/clock.ts'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { count, day, dayOf, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block, Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { HeldStores, UnconfirmedDetails } from './blocked.tsx'
import { usePayouts, useSend } from './queries.ts'
import { usePayoutWords } from './words.ts'

/** Pay days, what is due and not drafted, and the stores that money cannot go to. */
export function PayoutsScreen() {
  const words = usePayoutWords()
  const payouts = usePayouts()
  return (
    <OfficeScreen title={words.title}>
      <Loaded query={payouts} rows={5} tall>
        {({ items, due, held, unconfirmed }) => (
          <Narrow>
            <Block title={words.days}>
              {items.length === 0 ? <Note>{words.noDays}</Note> : null}
              <ListRows label={words.days}>
                {items.map((payout) => (
                  <PayoutRow key={payout.id} payout={payout} />
                ))}
              </ListRows>
            </Block>
            <Due due={due} />
            <HeldStores stores={held} />
            <UnconfirmedDetails stores={unconfirmed} />
          </Narrow>
        )}
      </Loaded>
    </OfficeScreen>
  )
}

const tones: Readonly<Record<PayoutSeen['state'], Tone>> = { draft: 'attention', released: 'ok', superseded: 'quiet' }

function PayoutRow({ payout }: { payout: PayoutSeen }) {
  const words = usePayoutWords()
  const language = useLanguage()
  return (
    <ListRow
      to={officePaths.payout(payout.id)}
      main={day(payout.payOn, language)}
      below={words.total(count(payout.stores), yen(payout.total))}
      right={<Badge tone={payout.pending ? 'info' : tones[payout.state]}>{payout.pending ? words.waiting : words.states[payout.state]}</Badge>}
    />
  )
}

function Due({ due }: { due: PayoutList['due'] }) {
  const words = usePayoutWords()
  const language = useLanguage()
  const officer = useOfficer()
  return (
    <Block title={words.due}>
      {due.length === 0 ? <Note>{words.nothingDue}</Note> : null}
      <ListRows label={words.due}>
        {due.map(({ payOn, stores, total }) => (
          <ListRow key={payOn} main={day(payOn, language)} below={words.total(count(stores), yen(total))} />
        ))}
      </ListRows>
      {due.length > 0 && officer.officerRole !== 'auditor' ? <DraftForm first={due[0]?.payOn ?? ''} /> : null}
    </Block>
  )
}

function DraftForm({ first }: { first: string }) {
  const words = usePayoutWords()
  const today = dayOf(serverNow())
  const [payOn, setPayOn] = useState(first > today ? first : today)
  const drafting = useSend('/payouts')
  return (
    <>
      <Field label={words.draftOn} kind="date" value={payOn} onChange={setPayOn} />
      {drafting.error ? <Problem problem={drafting.error} /> : null}
      <Button busy={drafting.isPending ? words.drafting : null} onPress={() => drafting.mutate({ payOn })}>
        {words.draft}
      </Button>
    </>
  )
}
