import { Users } from 'lucide-react'
import { useState } from 'react'
import type { OfficerSeen } from '../../../server/secretariat/officers/contract.ts'
import { Loaded } from '../../loaded.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { count, shortDay } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { useLanguage } from '../../words/language.ts'
import { Middle } from '../frame/columns.tsx'
import { DataTable, type Column } from '../frame/data-table.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { useOfficeWords } from '../words.ts'
import { DetailsSheet } from './details-sheet.tsx'
import { PresenceSheet } from './presence-sheet.tsx'
import { useOfficers } from './queries.ts'
import styles from './staff.module.css'

interface Asking {
  readonly what: 'presence' | 'details'
  readonly officer: OfficerSeen
}

/** 職員: who is there to be called, in which order, and since when their training counts. */
export function StaffScreen() {
  const { staff: words } = useCaseCoreWords()
  const officers = useOfficers()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const close = () => setAsking(null)
  const onSaved = () => {
    setSaved(asking?.officer.name ?? null)
    close()
  }
  return (
    <OfficeScreen title={words.title}>
      <Note>{words.intro}</Note>
      <div role="status">{saved === null ? null : <Banner tone="ok">{words.saved(saved)}</Banner>}</div>
      <Loaded query={officers} rows={6}>
        {({ items }) => <Officers officers={items} onAsk={setAsking} />}
      </Loaded>
      {asking?.what === 'presence' ? <PresenceSheet officer={asking.officer} onClose={close} onSaved={onSaved} /> : null}
      {asking?.what === 'details' ? <DetailsSheet officer={asking.officer} onClose={close} onSaved={onSaved} /> : null}
    </OfficeScreen>
  )
}

function Officers({ officers, onAsk }: { officers: readonly OfficerSeen[]; onAsk: (asking: Asking) => void }) {
  const { staff: words } = useCaseCoreWords()
  const { role } = useOfficeWords()
  const { columns: names } = words
  if (officers.length === 0) {
    return (
      <Middle>
        <EmptyState icon={<Users size={40} />} action={<ButtonLink to={officePaths.menu}>{words.toMenu}</ButtonLink>}>
          {words.empty}
        </EmptyState>
      </Middle>
    )
  }
  const columns: Column<OfficerSeen>[] = [
    { name: names.name, cell: (row) => <span><b>{row.name}</b> <span className={styles.soft}>{words.number(row.number)}</span></span>, wrap: 'phrases' },
    { name: names.role, cell: (row) => role[row.role] },
    { name: names.presence, cell: (row) => <Presence officer={row} />, wrap: 'phrases' },
    { name: names.order, cell: (row) => (row.role === 'auditor' ? words.hidden : count(row.dutyOrder)), number: true },
    { name: names.cases, cell: (row) => words.cases(count(row.openCases)), number: true },
    { name: names.training, cell: (row) => <Training officer={row} />, wrap: 'phrases' },
    { name: names.mail, cell: (row) => row.mail ?? (row.mayChange.details ? words.noMail : words.hidden), wrap: 'phrases' },
    { name: names.act, cell: (row) => <Changes officer={row} onAsk={onAsk} />, wrap: 'words' },
  ]
  return <DataTable label={words.title} columns={columns} rows={officers} idOf={(row) => row.id} stack />
}

function Presence({ officer }: { officer: OfficerSeen }) {
  const { staff: words } = useCaseCoreWords()
  const language = useLanguage()
  if (!officer.active) return <Badge tone="quiet">{words.left}</Badge>
  if (officer.role === 'auditor') return words.hidden
  return (
    <span className={styles.badges}>
      <Badge tone={officer.onDuty && !officer.absentNow ? 'ok' : 'quiet'}>{officer.onDuty ? words.onDuty : words.offDuty}</Badge>
      {officer.absence ? <Badge tone={officer.absentNow ? 'attention' : 'info'}>{words.absent(shortDay(officer.absence.from, language), shortDay(officer.absence.until, language))}</Badge> : null}
      {officer.inLine ? null : <Badge tone="attention">{words.notInLine}</Badge>}
    </span>
  )
}

function Training({ officer }: { officer: OfficerSeen }) {
  const { staff: words } = useCaseCoreWords()
  const [year = '', month = ''] = (officer.trainedOn ?? '').split('-')
  return (
    <span className={styles.badges}>
      {officer.trainedOn === null ? words.noTraining : words.training(words.month(year, String(Number(month))))}
      {officer.trainingOverdue && officer.trainedOn !== null ? <Badge tone="attention">{words.trainingOverdue}</Badge> : null}
    </span>
  )
}

function Changes({ officer, onAsk }: { officer: OfficerSeen; onAsk: (asking: Asking) => void }) {
  const { staff: words } = useCaseCoreWords()
  const presence = officer.mayChange.presence && officer.active && officer.role !== 'auditor'
  if (!presence && !officer.mayChange.details) return words.hidden
  return (
    <span className={styles.badges}>
      {presence ? (
        <Button onPress={() => onAsk({ what: 'presence', officer })} label={words.changeOf(officer.name, words.changePresence)}>
          {words.changePresence}
        </Button>
      ) : null}
      {officer.mayChange.details ? (
        <Button onPress={() => onAsk({ what: 'details', officer })} label={words.changeOf(officer.name, words.changeDetails)}>
          {words.changeDetails}
        </Button>
      ) : null}
    </span>
  )
}
