import { Camera } from 'lucide-react'
import { useRef } from 'react'
import { useProblemWords } from '../problem.tsx'
import { Button } from '../ui/button.tsx'
import { FieldError } from '../ui/field.tsx'
import { count } from '../ui/format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { Note, Stack } from '../ui/stack.tsx'
import { useEvidenceWords } from '../words/evidence.ts'
import type { FileSeen } from '../../server/cases/evidence/contract.ts'
import { PhotoStrip } from './photo-strip.tsx'
import styles from './photos.module.css'
import { useUploads } from './use-uploads.ts'

interface PhotosFieldProps {
  readonly uploadTo: string
  readonly viewAt: (id: string) => string
  readonly most: number
  readonly photos: readonly FileSeen[]
  readonly onChange: (change: (before: readonly FileSeen[]) => readonly FileSeen[]) => void
  readonly note: string
}

const accepted = 'image/jpeg,image/png,image/webp,application/pdf'

/** 写真: chosen, sent at once with a bar for each, seen as small pictures, and taken away again before the form is sent. */
export function PhotosField({ uploadTo, viewAt, most, photos, onChange, note }: PhotosFieldProps) {
  const words = useEvidenceWords().photos
  const said = useProblemWords()
  const input = useRef<HTMLInputElement>(null)
  const { waiting, send, dismiss } = useUploads(uploadTo, (file) => onChange((before) => [...before, file]))
  const left = most - photos.length - waiting.filter(({ problem }) => problem === null).length
  return (
    <Stack gap={2}>
      <strong>{words.title}</strong>
      <Note>{note}</Note>
      <PhotoStrip
        photos={photos}
        viewAt={viewAt}
        below={(photo) => (
          <button type="button" className={styles.remove} onClick={() => onChange((before) => before.filter(({ id }) => id !== photo.id))}>
            {words.remove}
          </button>
        )}
      />
      <div className={styles.waiting} aria-live="polite">
        {waiting.map((one) =>
          one.problem === null ? (
            <ProgressBar key={one.key} done={Math.round(one.share * 100)} whole={100} words={one.share < 1 ? words.sending(one.name, count(Math.round(one.share * 100))) : words.checking(one.name)} />
          ) : (
            <div key={one.key}>
              <FieldError>{`${one.name}：${one.problem === 'too-large' ? words.tooLarge : `${said(one.problem).what}${said(one.problem).next}`}`}</FieldError>
              <button type="button" className={styles.remove} onClick={() => dismiss(one.key)}>
                {words.dismiss}
              </button>
            </div>
          ),
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept={accepted}
        multiple
        aria-label={words.add}
        onChange={(event) => {
          send([...(event.target.files ?? [])].slice(0, Math.max(0, left)))
          event.target.value = ''
        }}
      />
      <Button icon={<Camera aria-hidden="true" />} disabledReason={left > 0 ? null : words.full(count(most))} onPress={() => input.current?.click()}>
        {words.add}
      </Button>
    </Stack>
  )
}
