import { Store } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import { useSearchParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/stack.tsx'
import { Middle } from '../frame/columns.tsx'
import { More } from '../frame/more.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { Tabs } from '../frame/tabs.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficePageWords } from '../page-words.ts'
import { useStores, type StoreView } from './queries.ts'
import { StoreRows } from './store-rows.tsx'
import styles from './stores.module.css'

const views: readonly StoreView[] = ['all', 'stopped', 'held', 'cases']

/** 店舗: all of them, or those where something is stopped or under way. */
export function StoresScreen() {
  const { stores: words } = useOfficePageWords()
  const [asked, setAsked] = useSearchParams()
  const view = views.find((one) => one === asked.get('view')) ?? 'all'
  const search = asked.get('search') ?? ''
  const list = useStores({ search, view })
  const isFiltered = search !== '' || view !== 'all'
  const addressOf = (one: StoreView) => `${officePaths.stores}?${new URLSearchParams({ ...(one === 'all' ? {} : { view: one }), ...(search ? { search } : {}) }).toString()}`
  const look = (typed: string) => setAsked({ ...(view === 'all' ? {} : { view }), ...(typed ? { search: typed } : {}) })
  return (
    <OfficeScreen title={words.title}>
      <Tabs label={words.views.label} tabs={views.map((one) => ({ to: addressOf(one), label: words.views[one], here: one === view }))} />
      <Search key={search} search={search} onSearch={look} />
      <Loaded query={list} rows={8}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          return rows.length === 0 ? (
            <Middle>
              <EmptyState icon={<Store size={40} />} action={isFiltered ? <Button onPress={() => setAsked({})}>{words.showAll}</Button> : null}>
                {isFiltered ? words.emptyFiltered : words.empty}
              </EmptyState>
            </Middle>
          ) : (
            <>
              <StoreRows rows={rows} />
              <Note>{words.hhiNote}</Note>
            </>
          )
        }}
      </Loaded>
      <More pages={list} />
    </OfficeScreen>
  )
}

function Search({ search, onSearch }: { search: string; onSearch: (typed: string) => void }) {
  const { stores: words, customers } = useOfficePageWords()
  const [typed, setTyped] = useState(search)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onSearch(typed.trim())
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={words.search} example={words.searchHint} kind="search" value={typed} onChange={setTyped} maxLength={60} autoComplete="off" />
      <Button kind="primary" submit>
        {customers.search}
      </Button>
    </form>
  )
}
