import { paths } from '../paths.ts'
import { useStaff } from '../session.tsx'
import { ListRow, ListRows } from '../ui/list-rows.tsx'
import { useEvidenceWords } from '../words/evidence.ts'
import { useStorePeopleWords } from '../words/store-people.ts'
import { useStoreWords } from '../words/store.ts'

/** Every place of a store that is not always at the bottom of the screen. */
export function MenuPlaces() {
  const words = useStoreWords()
  const evidence = useEvidenceWords()
  const people = useStorePeopleWords()
  const { staffRole } = useStaff()
  const places = [
    [paths.storeRequest, words.feed.request],
    [paths.storeScan, words.feed.scan],
    [paths.storePayments, words.payments.title],
    [paths.storePoster, words.menu.poster],
    [paths.notReceived, evidence.notReceived.open],
    [paths.storeProfile, people.store.open],
    ...(staffRole === 'clerk' ? [] : [[paths.storeStaff, people.title] as const]),
  ] as const
  return (
    <ListRows label={words.menu.places}>
      {places.map(([to, name]) => (
        <ListRow key={to} to={to} main={name} />
      ))}
    </ListRows>
  )
}
