import type { ReactNode } from 'react'
import { useId } from 'react'
import { FieldError } from './field.tsx'
import styles from './field.module.css'

interface ChoiceProps<V extends string> {
  /** Given to the first radio button, so that an error summary can lead to it. */
  readonly id?: string
  readonly legend: ReactNode
  readonly options: readonly { readonly value: V; readonly label: ReactNode }[]
  readonly value: V | null
  readonly onChange: (value: V) => void
  readonly error?: string | null | undefined
  /** Options of a word each: three fit beside each other on a phone. */
  readonly short?: boolean
  /** Options of several words: below each other on a phone, however few letters they have. */
  readonly long?: boolean
}

/** Two labels longer than this would break into a column of letters beside each other on a phone. */
const lettersBeside = 8

/** One of several, as large radio buttons. */
export function Choice<V extends string>({ id, legend, options, value, onChange, error, short = false, long = false }: ChoiceProps<V>) {
  const ownId = useId()
  const name = id ?? ownId
  const below = long || options.some(({ label }) => typeof label === 'string' && label.length > lettersBeside)
  return (
    <fieldset className={styles.field} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className={styles.label}>{legend}</legend>
      <div className={styles.options} data-short={short || undefined} data-long={below || undefined}>
        {options.map((option, place) => (
          <label key={option.value} className={styles.option}>
            <input
              id={place === 0 ? name : undefined}
              type="radio"
              name={name}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {error ? <FieldError id={`${name}-error`}>{error}</FieldError> : null}
    </fieldset>
  )
}
