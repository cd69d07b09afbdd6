import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { ToneIcon, type Tone } from './badge.tsx'
import styles from './banner.module.css'

interface BannerProps {
  readonly tone: Tone
  readonly children: ReactNode
  /** Where the whole banner leads, and in which words. */
  readonly link?: { readonly to: string; readonly label: string }
  /** A button that does something about it here. */
  readonly action?: ReactNode
}

/** Something that stays true while it is shown: stopped, offline, a repayment asked for. */
export function Banner({ tone, children, link, action }: BannerProps) {
  const inside = (
    <>
      <ToneIcon tone={tone} />
      <span className={styles.text}>{children}</span>
    </>
  )
  if (!link) {
    return (
      <div className={styles.banner} data-tone={tone} role="status">
        {inside}
        {action}
      </div>
    )
  }
  return (
    <Link className={styles.banner} data-tone={tone} to={link.to}>
      {inside}
      <span className={styles.go}>
        {link.label}
        <ChevronRight size={20} aria-hidden="true" />
      </span>
    </Link>
  )
}
