import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import styles from './page.module.css'
import { PageTitle } from './page-title.tsx'

export interface PageProps {
  /** The heading, and the browser's title. */
  readonly title: string
  /** What the window is called when the heading is not a good name for it. */
  readonly windowTitle: string
  /** Shown instead of plain text in the heading. */
  readonly heading?: ReactNode
  /** Where 「戻る」 leads when there is nothing behind this page. */
  readonly back?: { readonly to: string; readonly label: string } | null
  /** Right of the heading. */
  readonly beside?: ReactNode
  /** The main action, kept above the thumb. */
  readonly action?: ReactNode
  /** Bottom navigation. */
  readonly nav?: ReactNode
  /** Above everything: offline, stopped. */
  readonly banner?: ReactNode
  /** Uses the width of a tablet or PC; otherwise a screen stays as wide as a phone or a little more. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** One phone-wide screen: banner, title row, contents, and what stays at the bottom. */
export function Page({ title, windowTitle, heading, back, beside, action, nav, banner, wide = false, children }: PageProps) {
  return (
    <div className={styles.page} data-wide={wide || undefined}>
      {banner}
      <main className={styles.main} id="main">
        {back ? <Back {...back} /> : null}
        <div className={styles.head}>
          <PageTitle windowTitle={windowTitle}>{heading ?? title}</PageTitle>
          {beside}
        </div>
        {children}
      </main>
      {action || nav ? (
        <div className={styles.bottom} data-nav={nav ? true : undefined}>
          {action ? <div className={styles.action}>{action}</div> : null}
          {nav}
        </div>
      ) : null}
    </div>
  )
}

/** Does what Android's back key does; a page that was opened from a link goes to its parent. */
function Back({ to, label }: { to: string; label: string }) {
  const navigate = useNavigate()
  return (
    <button
      type="button"
      className={styles.back}
      onClick={() => {
        const depth = (history.state as { idx?: number } | null)?.idx ?? 0
        if (depth > 0) void navigate(-1)
        else void navigate(to, { replace: true })
      }}
    >
      <ChevronLeft aria-hidden="true" size={24} />
      {label}
    </button>
  )
}
