import { useState } from 'react'
import type { PayoutFile } from '../../../server/payments/settlement/contract.ts'
import { useOfficer } from '../../session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { yen } from '../../ui/format.ts'
import { Block } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { PayoutReason } from './payout-reason.tsx'
import { usePayoutWords } from './words.ts'

type Line = PayoutFile['lines'][number]

/** One transfer a store; while it is a draft, each store can be held. */
export function PayoutLines({ lines, open }: { lines: readonly Line[]; open: boolean }) {
  const words = usePayoutWords()
  const officer = useOfficer()
  const [holding, setHolding] = useState<Line | null>(null)
  const names = words.columns
  const act: Column<Line> = {
    name: names.act,
    cell: (line) => (line.held ? <Badge tone="stopped">{words.heldNow}</Badge> : <Button label={`${line.storeCode} ${words.hold}`} onPress={() => setHolding(line)}>{words.hold}</Button>),
  }
  const columns: Column<Line>[] = [
    { name: names.store, cell: (line) => `${line.storeCode} ${line.storeName}`, wrap: 'phrases' },
    { name: names.amount, cell: (line) => <b>{yen(line.amount)}</b>, number: true },
    { name: names.place, cell: (line) => line.place, wrap: 'words' },
    { name: names.holder, cell: (line) => line.holder, wrap: 'words' },
    { name: names.settlements, cell: (line) => line.settlements.join(' '), wrap: 'words' },
    ...(open && officer.officerRole !== 'auditor' ? [act] : []),
  ]
  return (
    <Block title={words.lines}>
      <DataTable plain stack label={words.lines} columns={columns} rows={lines} idOf={(line) => line.storeId} />
      {holding ? (
        <PayoutReason
          title={words.holdTitle(holding.storeName)}
          note={words.holdNote}
          hint={words.holdHint}
          path={`/stores/${holding.storeId}/hold-payouts`}
          send={words.hold}
          onClose={() => setHolding(null)}
          onDone={() => setHolding(null)}
        />
      ) : null}
    </Block>
  )
}
