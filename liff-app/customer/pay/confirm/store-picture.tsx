import { useState } from 'react'
import { Roof } from '../../../ui/logo.tsx'
import styles from './store-picture.module.css'

/** A photograph of the store. Where there is none, or it does not come: the roof with the store's first letter. */
export function StorePicture({ name, number, photo }: { name: string; number: string; photo: boolean }) {
  const [missing, setMissing] = useState(false)
  if (photo && !missing) return <img className={styles.photo} src={`/api/stores/photos/${encodeURIComponent(number)}`} alt={name} onError={() => setMissing(true)} />
  return (
    <div className={styles.picture} aria-hidden="true">
      <Roof size={56} />
      <span className={styles.letter}>{[...name][0]}</span>
    </div>
  )
}
