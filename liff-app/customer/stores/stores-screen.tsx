import { Store } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { Pages } from '../../pages.tsx'
import { paths } from '../../paths.ts'
import { Screen } from '../../screen.tsx'
import { useCustomer } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CheckField, Field } from '../../ui/field.tsx'
import { storeNumber } from '../../ui/format.ts'
import { Card, Note, Pair, Row } from '../../ui/stack.tsx'
import { useAppWords } from '../../words/app.ts'
import { useOwnWords } from '../../words/own.ts'
import type { StoreListed } from '../../../server/stores/contract.ts'
import { CustomerNav } from '../customer-nav.tsx'
import { useStorePages } from './queries.ts'

/** Where vouchers can be used: all stores by name, or those found by a word and by what they take. */
export function StoresScreen() {
  const words = useOwnWords().stores
  const [typed, setTyped] = useState('')
  const [onlySmall, setOnlySmall] = useState(false)
  const search = useDeferredValue(typed.trim())
  const pages = useStorePages(search, onlySmall)
  const clear = () => {
    setTyped('')
    setOnlySmall(false)
  }
  return (
    <Screen title={words.title} back={paths.home} nav={<CustomerNav />}>
      <Field label={words.searchLabel} example={words.searchExample} kind="search" value={typed} onChange={setTyped} maxLength={40} />
      <CheckField checked={onlySmall} onChange={setOnlySmall}>
        {words.small}
      </CheckField>
      <Pages query={pages} empty={<EmptyState icon={<Store size={48} />} action={<Button onPress={clear}>{words.all}</Button>}>{words.none}</EmptyState>}>
        {(stores) => stores.map((store) => <StoreCard key={store.storeCode} store={store} />)}
      </Pages>
    </Screen>
  )
}

function StoreCard({ store }: { store: StoreListed }) {
  const words = useOwnWords().stores
  const { kinds } = useAppWords()
  const { standing } = useCustomer()
  return (
    <Card>
      <Row spread>
        <h2>{store.name}</h2>
        {store.accepting ? null : <Badge tone="stopped">{words.notAccepting}</Badge>}
      </Row>
      <p>{`${store.area}　${words.hours(store.opensAt, store.closesAt)}`}</p>
      <p>{words.kinds(store.kinds.map((kind) => kinds[kind]).join('・'))}</p>
      <Note>{words.storeNumber(storeNumber(store.storeCode))}</Note>
      <Pair>
        {store.accepting && standing === 'active' ? (
          <ButtonLink to={paths.payNumber(store.storeCode)} label={words.pay(store.name)}>
            {words.payShort}
          </ButtonLink>
        ) : null}
        <ButtonLink to={`tel:${store.phone.replaceAll('-', '')}`} label={words.call(store.name)}>
          {words.callShort}
        </ButtonLink>
      </Pair>
    </Card>
  )
}
