import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { useId } from 'react'
import { ToneIcon } from './badge.tsx'
import styles from './field.module.css'

interface FieldProps {
  readonly id?: string
  readonly label: string
  readonly value: string
  readonly onChange: (typed: string) => void
  /** Why it is asked, above the field. */
  readonly why?: string
  /** 「例：090-0000-0000」, below the field. */
  readonly example?: string
  readonly error?: string | null | undefined
  readonly kind?: 'text' | 'tel' | 'password' | 'search' | 'date'
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'search'
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  readonly maxLength?: number
  readonly lines?: number
  /** Not words: no capital letters or corrections by the keyboard. */
  readonly verbatim?: boolean
}

/** A labelled text field; the error stands beside it in words. */
export function Field({ id, label, value, onChange, why, example, error, kind = 'text', inputMode, autoComplete, maxLength, lines, verbatim = false }: FieldProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  const told = { why: `${fieldId}-why`, example: `${fieldId}-example`, error: `${fieldId}-error` }
  const describedBy = [why && told.why, example && told.example, error && told.error].filter(Boolean).join(' ')
  const props = {
    id: fieldId,
    className: styles.input,
    value,
    maxLength,
    autoComplete,
    ...(verbatim ? { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {}),
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy || undefined,
  }
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={fieldId}>
        {label}
      </label>
      {why ? <p className={styles.note} id={told.why}>{why}</p> : null}
      {lines ? (
        <textarea {...props} rows={lines} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...props} type={kind} inputMode={inputMode} onChange={(event) => onChange(event.target.value)} />
      )}
      {example ? <p className={styles.note} id={told.example}>{example}</p> : null}
      {error ? <FieldError id={told.error}>{error}</FieldError> : null}
    </div>
  )
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className={styles.error} id={id}>
      <ToneIcon tone="error" size={20} />
      <span>{children}</span>
    </p>
  )
}

interface CheckProps {
  readonly id?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
  readonly error?: string | null | undefined
}

/** One box to tick; the whole line is the target. */
export function CheckField({ id, checked, onChange, children, error }: CheckProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  return (
    <div className={styles.field}>
      <label className={styles.check} htmlFor={fieldId}>
        <input id={fieldId} type="checkbox" checked={checked} aria-invalid={error ? true : undefined} aria-describedby={error ? `${fieldId}-error` : undefined} onChange={(event) => onChange(event.target.checked)} />
        <span>{children}</span>
      </label>
      {error ? <FieldError id={`${fieldId}-error`}>{error}</FieldError> : null}
    </div>
  )
}
