import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import { onThisPhone } from '../platform/keep.ts'
import { useStaff, type Staff } from '../session.tsx'

type OwnStore = Staff['stores'][number]
interface MyStore {
  readonly store: OwnStore
  readonly stores: readonly OwnStore[]
  readonly choose: (id: string) => void
}

const MyStoreContext = createContext<MyStore | null>(null)

/** Somebody may work in several stores; one of them is at the till now. */
export function MyStoreProvider({ children }: { children: ReactNode }) {
  const { stores } = useStaff()
  const [chosen, setChosen] = useState(() => onThisPhone.read('store'))
  const mine = useMemo(() => {
    const store = stores.find(({ id }) => id === chosen) ?? stores[0]
    const choose = (id: string) => {
      onThisPhone.write('store', id)
      setChosen(id)
    }
    return store && { store, stores, choose }
  }, [stores, chosen])
  if (!mine) throw new Error('somebody of the staff belongs to no store')
  return <MyStoreContext value={mine}>{children}</MyStoreContext>
}

export function useMyStore(): MyStore {
  const mine = use(MyStoreContext)
  if (!mine) throw new Error('useMyStore outside of MyStoreProvider')
  return mine
}
