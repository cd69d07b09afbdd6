import { Choice } from '../ui/choice.tsx'
import { useStoreWords } from '../words/store.ts'
import { useMyStore } from './my-store.tsx'

/** Which store is looked at; nothing to choose for those who work in one. */
export function StoreChoice() {
  const words = useStoreWords()
  const { store, stores, choose } = useMyStore()
  if (stores.length < 2) return null
  return <Choice legend={words.chooseStore} value={store.id} onChange={choose} options={stores.map(({ id, name }) => ({ value: id, label: name }))} />
}
