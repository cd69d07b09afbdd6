import { CircleAlert, CircleCheck, CircleMinus, CirclePause, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './badge.module.css'

export type Tone = 'ok' | 'attention' | 'danger' | 'info' | 'stopped' | 'quiet'

const icons = { ok: CircleCheck, attention: TriangleAlert, danger: OctagonAlert, info: Info, stopped: CirclePause, quiet: CircleMinus } as const

/** A state: icon, word and colour together, never colour alone. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      <ToneIcon tone={tone} size={18} />
      {children}
    </span>
  )
}

export function ToneIcon({ tone, size = 24 }: { tone: Tone | 'error'; size?: number }) {
  const Icon = tone === 'error' ? CircleAlert : icons[tone]
  return <Icon size={size} strokeWidth={2} aria-hidden="true" />
}
