import { Fragment } from 'react'
import { useOfficeWords } from '../words.ts'
import styles from './parts.module.css'

/** Several things in a line. A line breaks between them; a code or number is not torn at its hyphen where it fits whole. */
export function Parts({ parts }: { parts: readonly string[] }) {
  const { list } = useOfficeWords()
  return parts.map((part, place) => (
    <Fragment key={part}>
      {place === 0 ? null : list.separator}
      <span className={styles.part}>{part}</span>
    </Fragment>
  ))
}
