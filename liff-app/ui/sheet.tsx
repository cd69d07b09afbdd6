import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'
import styles from './sheet.module.css'

interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children?: ReactNode
  /** The safe choice first. */
  readonly buttons: ReactNode
}

/** A question over the screen. It keeps the focus inside and gives it back; Escape and Android's back close it. */
export function ConfirmSheet({ title, onClose, children, buttons }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // The question comes first, not the button the browser would choose and scroll to.
    heading.current?.focus()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={styles.inside}>
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {children}
        <div className={styles.buttons}>{buttons}</div>
      </div>
    </dialog>
  )
}
