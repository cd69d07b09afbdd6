import type { ProgrammeFunction } from '../../../server/secretariat/functions/contract.ts'
import { ReasonSheet } from '../frame/reason-sheet.tsx'
import { useOfficeWords } from '../words.ts'

interface ResumeSheetProps {
  readonly name: ProgrammeFunction
  readonly onClose: () => void
  readonly onPropose: (reason: string) => void
}

/** Nothing is awaited here: the screen behind says how it went. */
const sentByTheScreen = { isPending: false, error: null } as const

/** Proposes that a stopped function runs again; somebody else decides. */
export function ResumeSheet({ name, onClose, onPropose }: ResumeSheetProps) {
  const { functions: words } = useOfficeWords()
  return (
    <ReasonSheet title={words.resumeTitle(words.names[name])} note={words.intro} hint={words.resumeReasonHint} send={words.send} sending={sentByTheScreen} onSend={onPropose} onClose={onClose} />
  )
}
