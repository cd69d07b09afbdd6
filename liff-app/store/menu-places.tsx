import { paths } from '../paths.ts'
import { ListRow, ListRows } from '../ui/list-rows.tsx'
import { useStoreWords } from '../words/store.ts'

/** Every place of a store that is not always at the bottom of the screen. */
export function MenuPlaces() {
  const words = useStoreWords()
  const places = [
    [paths.storeRequest, words.feed.request],
    [paths.storeScan, words.feed.scan],
    [paths.storePayments, words.payments.title],
    [paths.storePoster, words.menu.poster],
  ] as const
  return (
    <ListRows label={words.menu.places}>
      {places.map(([to, name]) => (
        <ListRow key={to} to={to} main={name} />
      ))}
    </ListRows>
  )
}
