import { useDeferredValue, useState } from 'react'
import { Loaded } from '../../../loaded.tsx'
import { paths } from '../../../paths.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Field } from '../../../ui/field.tsx'
import { storeNumber } from '../../../ui/format.ts'
import { ListRow, ListRows } from '../../../ui/list-rows.tsx'
import { usePayingWords } from '../../../words/paying.ts'
import { useStoresFound } from '../queries.ts'

/** Finds a store by name or town. */
export function StoreSearch() {
  const words = usePayingWords().number
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  return (
    <>
      <Field label={words.searchLabel} example={words.searchExample} kind="search" value={typed} onChange={setTyped} maxLength={40} />
      <div aria-live="polite">{search ? <Found search={search} /> : null}</div>
    </>
  )
}

function Found({ search }: { search: string }) {
  const words = usePayingWords().number
  const stores = useStoresFound(search)
  return (
    <Loaded query={stores} rows={1}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{words.noneFound}</p>
        ) : (
          <ListRows label={words.found}>
            {items.map((store) => (
              <ListRow
                key={store.storeCode}
                to={store.accepting ? paths.payNumber(store.storeCode) : undefined}
                main={store.name}
                below={`${store.area}　${words.storeNumber(storeNumber(store.storeCode))}`}
                right={store.accepting ? null : <Badge tone="stopped">{words.notAccepting}</Badge>}
              />
            ))}
          </ListRows>
        )
      }
    </Loaded>
  )
}
