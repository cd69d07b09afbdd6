import { ScrollText } from 'lucide-react'
import { Loaded } from '../../loaded.tsx'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { clock, count, moment, time } from '../../ui/format.ts'
import { ListRow, ListRows } from '../../ui/list-rows.tsx'
import { useLanguage } from '../../words/language.ts'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { More } from '../frame/more.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { useIsWide } from '../frame/wide.ts'
import { useAudit, useVerification, type AuditLog } from '../queries.ts'
import { useOfficeWords } from '../words.ts'
import styles from './records.module.css'

type Entry = AuditLog['items'][number]

/** Who did what, when, to what; newest first, read only. */
export function AuditScreen() {
  const { audit: words } = useOfficeWords()
  const log = useAudit()
  return (
    <OfficeScreen title={words.title}>
      <Verification />
      <Loaded query={log} rows={8}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items)
          return rows.length === 0 ? <EmptyState icon={<ScrollText size={40} />}>{words.empty}</EmptyState> : <Rows rows={rows} />
        }}
      </Loaded>
      <More pages={log} />
    </OfficeScreen>
  )
}

/** 連鎖の検証: every sealed record follows from the one before it, or the first that doesn't is named. */
function Verification() {
  const { audit: words } = useOfficeWords()
  const verification = useVerification()
  const found = verification.data
  return (
    <div className={styles.verification}>
      <Button onPress={() => verification.mutate()} busy={verification.isPending ? words.verifying : null}>
        {words.verify}
      </Button>
      <div role="status" className={styles.result}>
        {found ? (
          <Banner tone={found.intact ? 'ok' : 'danger'}>
            {found.intact ? words.intact(time(found.checkedAt)) : words.broken(found.brokenAt ?? '')} {words.sealed(count(found.sealed), count(found.unsealed))}
          </Banner>
        ) : null}
      </div>
      {verification.error ? <Problem problem={verification.error} /> : null}
    </div>
  )
}

function Rows({ rows }: { rows: readonly Entry[] }) {
  const words = useOfficeWords()
  const { audit, list } = words
  const language = useLanguage()
  const isWide = useIsWide()
  const actor = (entry: Entry) => [audit.actors[entry.actorKind] ?? entry.actorKind, entry.actor].filter(Boolean).join(' ')
  const object = (entry: Entry) => `${audit.objects[entry.objectKind] ?? entry.objectKind} ${shortId(entry.objectId)}`
  const action = (entry: Entry) => audit.actions[entry.action] ?? entry.action
  const chain = (entry: Entry) => (entry.chainIndex === null ? audit.notSealed : audit.chainIndex(entry.chainIndex))
  if (!isWide) {
    return (
      <ListRows label={audit.title}>
        {rows.map((entry) => (
          <ListRow
            key={entry.id}
            main={action(entry)}
            below={
              <>
                {[moment(entry.at, language), actor(entry)].join(list.separator)}
                <br />
                {[object(entry), chain(entry), ...(entry.purpose ? [list.pair(audit.columns.purpose, entry.purpose)] : [])].join(list.separator)}
              </>
            }
          />
        ))}
      </ListRows>
    )
  }
  const columns: Column<Entry>[] = [
    { name: audit.columns.at, cell: (entry) => `${moment(entry.at, language).replace(/\d\d:\d\d$/, '')}${clock(entry.at)}` },
    { name: audit.columns.actor, cell: actor },
    { name: audit.columns.action, cell: (entry) => action(entry) },
    { name: audit.columns.object, cell: object },
    { name: audit.columns.purpose, cell: (entry) => entry.purpose ?? '', wrap: 'phrases' },
    { name: audit.columns.chain, cell: chain, number: true },
  ]
  return (
    <>
      <DataTable label={audit.title} columns={columns} rows={rows} idOf={(entry) => entry.id} />
      <p className={styles.soft}>{list.shown(count(rows.length))}</p>
    </>
  )
}

/** The end of a long id is enough to tell rows apart. */
const shortId = (id: string): string => (/^[0-9a-f-]{36}$/.test(id) ? `…${id.slice(-6)}` : id)
