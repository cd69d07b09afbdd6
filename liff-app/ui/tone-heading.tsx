import type { ReactNode } from 'react'
import { ToneIcon, type Tone } from './badge.tsx'
import styles from './tone-heading.module.css'

/** A heading that tells a state: its icon stays beside the words, however large the letters are. */
export function ToneHeading({ tone, children, coloured = false }: { tone: Tone; children: ReactNode; coloured?: boolean }) {
  return (
    <span className={styles.heading} data-tone={coloured ? tone : undefined}>
      <ToneIcon tone={tone} size={36} />
      <span>{children}</span>
    </span>
  )
}
