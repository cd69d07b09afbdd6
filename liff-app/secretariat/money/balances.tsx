import { Download } from 'lucide-react'
import { useState } from 'react'
import type { BalancesAsOf } from '../../../server/payments/ledger/contract.ts'
import { useDownload } from '../../download.ts'
import { Loaded } from '../../loaded.tsx'
import { Problem } from '../../problem.tsx'
import { useOfficer } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { day as dayWords, yen } from '../../ui/format.ts'
import { Facts } from '../../ui/list-rows.tsx'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { Block, Narrow } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { useBalances } from './queries.ts'
import { useMoneyWords } from './words.ts'

/** What every ledger held at the end of a day: by default the last base day. */
export function Balances() {
  const words = useMoneyWords()
  const [asked, setAsked] = useState<string | null>(null)
  const balances = useBalances(asked)
  return (
    <Narrow>
      <Field label={words.asOf} kind="date" value={asked ?? balances.data?.day ?? ''} onChange={(day) => setAsked(day === '' ? null : day)} />
      <Note>{words.asOfNote}</Note>
      <Loaded query={balances} rows={6}>
        {(found) => <Found balances={found} />}
      </Loaded>
    </Narrow>
  )
}

type Row = BalancesAsOf['ledgers'][number]

function Found({ balances: { day, books, unused, ledgers } }: { balances: BalancesAsOf }) {
  const words = useMoneyWords()
  const language = useLanguage()
  const columns: Column<Row>[] = [
    { name: words.columns.ledger, cell: ({ ledger, kind }) => [words.ledger[ledger], kind && words.kind[kind]].filter(Boolean).join('・'), wrap: 'phrases' },
    { name: words.columns.amount, cell: ({ amount }) => yen(amount), number: true },
  ]
  return (
    <>
      <Block title={`${dayWords(day, language)}　${words.unused}`}>
        <Note>{words.books[books]}</Note>
        <Facts
          facts={[
            [words.unusedParts.total, yen(unused.total)],
            [words.unusedParts.common, yen(unused.common)],
            [words.unusedParts.smallStore, yen(unused.smallStore)],
          ]}
        />
      </Block>
      <Block title={words.ledgers}>
        <DataTable label={words.ledgers} columns={columns} rows={ledgers} idOf={({ ledger, kind }) => `${ledger} ${kind ?? ''}`} plain />
        <Note>{words.zero}</Note>
      </Block>
      <Save day={day} />
    </>
  )
}

function Save({ day }: { day: string }) {
  const words = useMoneyWords()
  const officer = useOfficer()
  const download = useDownload()
  if (officer.officerRole !== 'chief') return null
  return (
    <>
      {download.error ? <Problem problem={download.error} /> : null}
      <Button icon={<Download aria-hidden="true" />} busy={download.isPending ? words.preparing : null} onPress={() => download.mutate(`/api/secretariat/ledger/as-of.csv?day=${day}`)}>
        {words.csv}
      </Button>
    </>
  )
}
