import { FileText } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ConfirmSheet } from '../ui/sheet.tsx'
import { useEvidenceWords } from '../words/evidence.ts'
import styles from './photos.module.css'

export interface Photo {
  readonly id: string
  readonly name: string
  readonly mediaKind: string
}

interface PhotoStripProps {
  readonly photos: readonly Photo[]
  /** Where the bytes of one are. */
  readonly viewAt: (id: string) => string
  /** Below each, for instance a button that takes it away. */
  readonly below?: (photo: Photo) => ReactNode
}

/** Photos as small pictures; a press opens one. Papers are saved instead. */
export function PhotoStrip({ photos, viewAt, below }: PhotoStripProps) {
  const words = useEvidenceWords().photos
  const [opened, setOpened] = useState<Photo | null>(null)
  if (photos.length === 0) return null
  return (
    <>
      <ul className={styles.strip}>
        {photos.map((photo, place) => (
          <li key={photo.id} className={styles.item}>
            {photo.mediaKind === 'application/pdf' ? (
              <a className={styles.thumb} href={viewAt(photo.id)} download aria-label={words.save(photo.name)}>
                <FileText size={40} aria-hidden="true" />
              </a>
            ) : (
              <button type="button" className={styles.thumb} aria-label={words.open(String(place + 1))} onClick={() => setOpened(photo)}>
                <img src={viewAt(photo.id)} alt="" loading="lazy" />
              </button>
            )}
            {below?.(photo)}
          </li>
        ))}
      </ul>
      {opened ? (
        <ConfirmSheet title={opened.name} onClose={() => setOpened(null)} buttons={<Button onPress={() => setOpened(null)}>{words.close}</Button>}>
          <img className={styles.whole} src={viewAt(opened.id)} alt={opened.name} />
        </ConfirmSheet>
      ) : null}
    </>
  )
}
