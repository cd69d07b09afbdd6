import { ScrollText } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import { Loaded } from '../../loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { clock, count, moment } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { useLanguage } from '../../words/language.ts'
import { Middle } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { More } from '../frame/more.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { Parts } from '../frame/parts.tsx'
import { useIsWide } from '../frame/wide.ts'
import { officePaths } from '../office-paths.ts'
import { useAudit, type AuditLog } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import { AuditFilterForm, isKind, type AuditFilter } from './audit-filter.tsx'
import styles from './records.module.css'
import { Verification } from './verification.tsx'
import { useAuditWords } from './words.ts'

type Entry = AuditLog['items'][number]

/** Who did what, when, to what and why; newest first, read only. The filter is in the address. */
export function AuditScreen() {
  const words = useAuditWords()
  const [asked, setAsked] = useSearchParams()
  const of = (name: string) => asked.get(name) ?? ''
  const filter: AuditFilter = { from: of('from'), to: of('to'), who: of('who'), action: of('action'), object: of('object') }
  const { who, ...rest } = filter
  const log = useAudit({ ...rest, ...(isKind(who) ? { who } : { officerId: who }) })
  const isFiltered = Object.values(filter).some((value) => value !== '')
  const clear = () => setAsked({})
  return (
    <OfficeScreen title={words.title}>
      <Verification />
      <AuditFilterForm key={asked.toString()} filter={filter} onApply={(wanted) => setAsked(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== '')))} onClear={isFiltered ? clear : null} />
      <Loaded query={log} rows={8}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          return rows.length === 0 ? (
            <Middle>
              <EmptyState icon={<ScrollText size={40} />} action={isFiltered ? <Button onPress={clear}>{words.clear}</Button> : null}>
                {isFiltered ? words.emptyFiltered : words.empty}
              </EmptyState>
            </Middle>
          ) : (
            <Rows rows={rows} />
          )
        }}
      </Loaded>
      <More pages={log} />
    </OfficeScreen>
  )
}

function Rows({ rows }: { rows: readonly Entry[] }) {
  const words = useAuditWords()
  const { list } = useOfficeWords()
  const language = useLanguage()
  const isWide = useIsWide()
  const actor = (entry: Entry) => [words.actors[entry.actorKind as keyof typeof words.actors], entry.actor].filter(Boolean).join(' ')
  const action = (entry: Entry) => words.actions[entry.action] ?? entry.action
  const objectWords = (entry: Entry) => `${words.objects[entry.objectKind] ?? entry.objectKind} ${entry.objectLabel ?? shortId(entry.objectId)}`
  const why = (entry: Entry) => [entry.purpose === null ? null : (words.purposes[entry.purpose] ?? entry.purpose), entry.reason].filter(Boolean).join(list.separator)
  const chain = (entry: Entry) => (entry.chainIndex === null ? words.notSealed : words.chainIndex(entry.chainIndex))
  if (!isWide) {
    return (
      <ListRows label={words.title}>
        {rows.map((entry) => (
          <ListRow
            key={entry.id}
            main={action(entry)}
            below={
              <>
                <Parts parts={[moment(entry.at, language), actor(entry)]} />
                <br />
                <Parts parts={[objectWords(entry), chain(entry), ...(why(entry) === '' ? [] : [list.pair(words.columns.reason, why(entry))])]} />
              </>
            }
          />
        ))}
      </ListRows>
    )
  }
  const columns: Column<Entry>[] = [
    { name: words.columns.at, cell: (entry) => `${moment(entry.at, language).replace(/\d\d:\d\d$/, '')}${clock(entry.at)}` },
    { name: words.columns.actor, cell: actor, wrap: 'words' },
    { name: words.columns.action, cell: action, wrap: 'words' },
    { name: words.columns.object, cell: (entry) => <ObjectLink entry={entry}>{objectWords(entry)}</ObjectLink>, wrap: 'words' },
    { name: words.columns.reason, cell: why, wrap: 'phrases' },
    { name: words.columns.chain, cell: chain, number: true },
  ]
  return (
    <>
      <DataTable label={words.title} columns={columns} rows={rows} idOf={(entry) => entry.id} />
      <p className={styles.soft}>{list.shown(count(rows.length))}</p>
    </>
  )
}

/** Where there is a screen of it, the object leads there. */
function ObjectLink({ entry, children }: { entry: Entry; children: string }) {
  const { objectKind, objectId, objectLabel } = entry
  const to =
    objectLabel === null ? null
    : objectKind === 'fraud_case' ? officePaths.case(objectId)
    : objectKind === 'approval' ? officePaths.approval(objectId)
    : objectKind === 'payment' ? officePaths.payment(objectId)
    : objectKind === 'customer' ? officePaths.customer(objectLabel)
    : objectKind === 'store' ? officePaths.store(objectLabel)
    : null
  return to === null ? children : <Link className={styles.link} to={to}>{children}</Link>
}

/** The end of a long id is enough to tell rows apart. */
const shortId = (id: string): string => (/^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-6)}` : id)
