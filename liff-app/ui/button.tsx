import type { ReactNode } from 'react'
import { useId } from 'react'
import { Link } from 'react-router'
import styles from './button.module.css'
import { useLate } from './use-late.ts'

type Kind = 'primary' | 'secondary' | 'danger' | 'danger-filled' | 'text'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onPress?: () => void
  readonly kind?: Kind
  /** 64 px high: for the one thing a screen is for. */
  readonly big?: boolean
  readonly icon?: ReactNode
  readonly submit?: boolean
  /** The verb to show while it works, e.g. 「確認しています…」. While set, presses do nothing. */
  readonly busy?: string | null | undefined
  /** Why it cannot be pressed now. It stays focusable and prints the reason below itself. */
  readonly disabledReason?: string | null | undefined
  readonly label?: string
  readonly pressed?: boolean
}

/** Every button of the product. Never `disabled`: a button that cannot act says why. */
export function Button({ children, onPress, kind = 'secondary', big = false, icon, submit = false, busy, disabledReason, label, pressed }: ButtonProps) {
  const reasonId = useId()
  const showsBusy = useLate(Boolean(busy), 300)
  const off = Boolean(busy) || Boolean(disabledReason)
  return (
    <span className={styles.holder} data-kind={kind}>
      <button
        type={submit ? 'submit' : 'button'}
        className={styles.button}
        data-kind={kind}
        data-big={big || undefined}
        aria-disabled={off || undefined}
        aria-describedby={disabledReason ? reasonId : undefined}
        aria-label={label}
        aria-pressed={pressed}
        onClick={(event) => {
          if (off) event.preventDefault()
          else onPress?.()
        }}
      >
        {showsBusy ? <span className={styles.spinner} aria-hidden="true" /> : icon}
        <span>{showsBusy ? busy : children}</span>
      </button>
      {disabledReason ? (
        <span className={styles.reason} id={reasonId}>
          {disabledReason}
        </span>
      ) : null}
    </span>
  )
}

export interface ButtonLinkProps {
  readonly children: ReactNode
  /** A path of the mini-app, or an address such as tel:. */
  readonly to: string
  readonly kind?: Kind
  readonly big?: boolean
  readonly icon?: ReactNode
  readonly replace?: boolean
  readonly state?: unknown
  /** More than the visible words say, for a reader of the screen: they are part of it. */
  readonly label?: string
}

/** A button that goes somewhere. */
export function ButtonLink({ children, to, kind = 'secondary', big = false, icon, replace = false, state, label }: ButtonLinkProps) {
  const looks = { className: styles.button, 'aria-label': label, 'data-kind': kind, 'data-big': big || undefined }
  const inside = (
    <>
      {icon}
      <span>{children}</span>
    </>
  )
  return (
    <span className={styles.holder} data-kind={kind}>
      {to.startsWith('/') ? (
        <Link to={to} replace={replace} state={state} {...looks}>
          {inside}
        </Link>
      ) : (
        <a href={to} {...looks}>
          {inside}
        </a>
      )}
    </span>
  )
}
