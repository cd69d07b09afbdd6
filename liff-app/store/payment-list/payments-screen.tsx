import { SearchX } from 'lucide-react'
import { Pages } from '../../pages.tsx'
import { SaveCsv } from '../../save-csv.tsx'
import { Screen } from '../../screen.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useStoreWords } from '../../words/store.ts'
import { useMyStore } from '../my-store.tsx'
import { usePaymentPages } from '../queries.ts'
import { StoreChoice } from '../store-choice.tsx'
import { StoreNav } from '../store-nav.tsx'
import { DaysOfPayments } from './days-of-payments.tsx'
import { FilterForm } from './filter-form.tsx'
import { daysMost, mistakeIn, searchOf, useFilter, type Filter } from './filter.ts'
import styles from './payment-list.module.css'

/** The store's payments by day, newest first, and whatever is looked for among them. */
export function StorePaymentsScreen() {
  const words = useStoreWords().payments
  const looking = useFilter()
  return (
    <Screen title={words.title} wide nav={<StoreNav />}>
      <div className={styles.columns}>
        <div className={styles.head}>
          <StoreChoice />
          <FilterForm {...looking} />
        </div>
        {mistakeIn(looking.filter) ? null : <Found filter={looking.filter} onClear={looking.clear} />}
      </div>
    </Screen>
  )
}

function Found({ filter, onClear }: { filter: Filter; onClear: () => void }) {
  const words = useStoreWords().payments
  const { store } = useMyStore()
  const pages = usePaymentPages(store.id, searchOf(filter))
  return (
    <div className={styles.found}>
      <Pages query={pages} empty={<EmptyState icon={<SearchX size={48} />} action={<Button onPress={onClear}>{words.clear}</Button>}>{words.empty}</EmptyState>}>
        {(payments) => <DaysOfPayments payments={payments} filter={filter} />}
      </Pages>
      <SaveCsv path="/api/store/payments.csv" also={{ storeId: store.id }} daysMax={daysMost} from={filter.from} day={filter.to} />
    </div>
  )
}
