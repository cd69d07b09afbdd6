import { Users } from 'lucide-react'
import { useSearchParams } from 'react-router'
import type { CustomersFound } from '../../../server/cases/customer/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count } from '../../ui/format.ts'
import { Pick } from '../../ui/pick.tsx'
import { Middle, Narrow } from '../frame/columns.tsx'
import { More } from '../frame/more.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { useOfficePageWords } from '../page-words.ts'
import { useOfficeWords } from '../words.ts'
import { CustomerRows } from './customer-rows.tsx'
import { useCustomers, useSearch, type Standing } from './queries.ts'
import { SearchForm } from './search-form.tsx'

const standings: readonly Standing[] = ['active', 'provisionally_frozen', 'frozen', 'self_stopped', 'closed']

/** 利用者: by code for everybody; by name or telephone for a purpose that is recorded. */
export function CustomersScreen() {
  const { customers: words } = useOfficePageWords()
  const [asked, setAsked] = useSearchParams()
  const filter = { code: asked.get('code') ?? '', standing: asked.get('standing') ?? '' }
  const searching = useSearch()
  return (
    <OfficeScreen title={words.title}>
      <SearchForm
        key={filter.code}
        code={filter.code}
        busy={searching.isPending}
        onCode={(code) => {
          searching.reset()
          setAsked({ code })
        }}
        onSearch={(search) => searching.mutate(search)}
      />
      {searching.error ? <Problem problem={searching.error} /> : null}
      {searching.data ? <Found found={searching.data} onClear={() => searching.reset()} /> : <All filter={filter} onFilter={setAsked} />}
    </OfficeScreen>
  )
}

function Found({ found, onClear }: { found: CustomersFound; onClear: () => void }) {
  const { customers: words } = useOfficePageWords()
  return (
    <>
      <div role="status">
        <Banner tone="info">{found.items.length === 0 ? words.none : found.more ? words.more : words.found(count(found.items.length))}</Banner>
      </div>
      {found.items.length > 0 ? <CustomerRows rows={found.items} /> : null}
      <Narrow>
        <Button onPress={onClear}>{words.clear}</Button>
      </Narrow>
    </>
  )
}

function All({ filter, onFilter }: { filter: { readonly code: string; readonly standing: string }; onFilter: (asked: Record<string, string>) => void }) {
  const { customers: words } = useOfficePageWords()
  const { standing: standingWords } = useOfficeWords()
  const list = useCustomers(filter)
  const isFiltered = filter.code !== '' || filter.standing !== ''
  return (
    <>
      <Narrow>
        <Pick
          label={words.standing}
          value={filter.standing}
          options={[{ value: '', label: words.allStandings }, ...standings.map((value) => ({ value, label: standingWords[value] }))]}
          onChange={(standing) => onFilter({ ...(filter.code && { code: filter.code }), ...(standing && { standing }) })}
        />
      </Narrow>
      <Loaded query={list} rows={8}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          return rows.length === 0 ? (
            <Middle>
              <EmptyState icon={<Users size={40} />} action={isFiltered ? <Button onPress={() => onFilter({})}>{words.clear}</Button> : null}>
                {isFiltered ? words.emptyFiltered : words.empty}
              </EmptyState>
            </Middle>
          ) : (
            <CustomerRows rows={rows} />
          )
        }}
      </Loaded>
      <More pages={list} />
    </>
  )
}
