import { FileText } from 'lucide-react'
import type { StorePayouts } from '../../../server/payments/settlement/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { paths } from '../../paths.ts'
import { useStaff } from '../../session.tsx'
import { AmountText } from '../../ui/amount-text.tsx'
import { Banner } from '../../ui/banner.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { shortDay, yen } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { Card, Note, Stack } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useLanguage } from '../../words/language.ts'
import { useStoreMoneyWords } from '../../words/store-money.ts'
import { useStorePayouts } from './queries.ts'

/** What the stores are going to get, for their managers and owners. */
export function PayoutsBlock() {
  const words = useStoreMoneyWords()
  const { staffRole } = useStaff()
  const mayLook = staffRole !== 'clerk'
  const payouts = useStorePayouts(mayLook)
  if (!mayLook) return null
  return (
    <Stack gap={2}>
      <h2>{words.title}</h2>
      <Loaded query={payouts} rows={3}>
        {({ items }) => (
          <>
            {items.map((store) => (
              <OneStore key={store.storeId} store={store} alone={items.length === 1} />
            ))}
          </>
        )}
      </Loaded>
      <ButtonLink to={paths.storeStatements} icon={<FileText aria-hidden="true" />}>
        {words.statements}
      </ButtonLink>
    </Stack>
  )
}

function OneStore({ store, alone }: { store: StorePayouts['items'][number]; alone: boolean }) {
  const words = useStoreMoneyWords()
  const app = useAppWords()
  const language = useLanguage()
  const { running, expected, held, last } = store
  const on = (written: string) => shortDay(written, language)
  return (
    <Card label={store.storeName}>
      {alone ? null : <h3>{store.storeName}</h3>}
      {held ? <Banner tone="stopped">{held.amount === '0' ? words.heldAll : words.held(yen(held.amount))}</Banner> : null}
      {store.detailsKnown ? null : <Banner tone="attention">{words.noDetails}</Banner>}
      <Note>{words.running(on(running.from), on(running.to))}</Note>
      <p>
        <AmountText amount={running.amount} spoken={app.yen} />
      </p>
      <Note>{words.payOn(on(running.payOn))}</Note>
      {expected.length === 0 ? null : (
        <ListRows label={words.expected}>
          {expected.map(({ id, from, to, payOn, amount }) => (
            <ListRow key={id} main={words.payOn(on(payOn))} below={words.period(on(from), on(to))} right={<AmountText amount={amount} spoken={app.yen} />} />
          ))}
        </ListRows>
      )}
      {last ? <Note>{words.last(on(last.paidOn), yen(last.amount))}</Note> : null}
    </Card>
  )
}
