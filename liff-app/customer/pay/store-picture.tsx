import { Roof } from '../../ui/logo.tsx'
import styles from './store-picture.module.css'

/** The roof with the store's first letter: what stands where a photograph of the store is missing. */
export function StorePicture({ name }: { name: string }) {
  return (
    <div className={styles.picture} aria-hidden="true">
      <Roof size={56} />
      <span className={styles.letter}>{[...name][0]}</span>
    </div>
  )
}
