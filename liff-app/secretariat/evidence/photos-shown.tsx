import { Eye } from 'lucide-react'
import { useState } from 'react'
import { PhotoStrip, type Photo } from '../../evidence/photo-strip.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { count } from '../../ui/format.ts'
import { ConfirmSheet } from '../../ui/sheet.tsx'
import { Note } from '../../ui/stack.tsx'
import { useOfficeEvidenceWords } from './words.ts'

const purposes = ['fact-check', 'contact', 'repayment', 'disclosure'] as const
type Purpose = (typeof purposes)[number]

/** Photos that people gave. Nobody sees one without saying why; the server keeps it with every picture. */
export function PhotosShown({ photos }: { photos: readonly Photo[] }) {
  const words = useOfficeEvidenceWords().photos
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  if (photos.length === 0) return null
  if (purpose) return <PhotoStrip photos={photos} viewAt={(id) => `/api/secretariat/evidence/${id}?purpose=${purpose}`} />
  return (
    <>
      <Button icon={<Eye aria-hidden="true" />} onPress={() => setAsking(true)}>
        {words.show(count(photos.length))}
      </Button>
      {asking ? (
        <PurposeSheet
          onClose={() => setAsking(false)}
          onChosen={(chosen) => {
            setAsking(false)
            setPurpose(chosen)
          }}
        />
      ) : null}
    </>
  )
}

function PurposeSheet({ onClose, onChosen }: { onClose: () => void; onChosen: (purpose: Purpose) => void }) {
  const words = useOfficeEvidenceWords().photos
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  return (
    <ConfirmSheet
      title={words.purpose}
      onClose={onClose}
      buttons={
        <>
          <Button kind="primary" disabledReason={purpose ? null : words.choose} onPress={() => (purpose ? onChosen(purpose) : undefined)}>
            {words.open}
          </Button>
          <Button onPress={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Choice<Purpose> legend={words.purpose} value={purpose} onChange={setPurpose} options={purposes.map((value) => ({ value, label: words.purposes[value] }))} />
      <Note>{words.purposeNote}</Note>
    </ConfirmSheet>
  )
}
