import type { CaseEvidence } from '../../../server/cases/evidence/contract.ts'
import { Badge } from '../../ui/badge.tsx'
import { moment } from '../../ui/format.ts'
import { Note, Stack } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { PhotosShown } from './photos-shown.tsx'
import { useCaseEvidence } from './queries.ts'
import { useOfficeEvidenceWords } from './words.ts'

/** What belongs to one answer besides its words: that it was late, its photos, and what was added. */
export function CheckEvidence({ caseId, factCheckId }: { caseId: string; factCheckId: string }) {
  const words = useOfficeEvidenceWords()
  const language = useLanguage()
  const { data } = useCaseEvidence(caseId)
  const check = data?.checks.find((one) => one.factCheckId === factCheckId)
  if (!data || !check) return null
  return (
    <Stack gap={2}>
      {check.late ? <Badge tone="attention">{words.late}</Badge> : null}
      {check.remindedAt ? <Note>{words.reminded(moment(check.remindedAt, language))}</Note> : null}
      <PhotosShown photos={named(data, check.photoIds)} />
      {check.additions.map((one) => (
        <Stack key={one.id} gap={1}>
          <Note>{words.addition(one.by, moment(one.addedAt, language))}</Note>
          <p>{one.words}</p>
          <PhotosShown photos={named(data, one.photoIds)} />
        </Stack>
      ))}
    </Stack>
  )
}

/** The files with these ids. */
export const named = ({ files }: CaseEvidence, ids: readonly string[]) => files.filter(({ id }) => ids.includes(id))
