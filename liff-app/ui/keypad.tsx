import { useEffect } from 'react'
import styles from './keypad.module.css'

interface KeypadProps {
  readonly value: string
  readonly onChange: (digits: string) => void
  /** Most digits that can be typed. */
  readonly most: number
  readonly words: { readonly erase: string; readonly eraseAll: string; readonly label: string }
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'] as const

/** Our own keys for digits: large, always at the same place. A hardware keyboard works too. */
export function Keypad({ value, onChange, most, words }: KeypadProps) {
  const append = (digits: string) => onChange((value + digits).replace(/^0+/, '').slice(0, most))
  useHardwareKeys(append, () => onChange(value.slice(0, -1)))
  return (
    <div className={styles.keypad} role="group" aria-label={words.label}>
      {keys.map((key) => (
        <button key={key} type="button" className={styles.key} onClick={() => append(key)}>
          {key}
        </button>
      ))}
      <button type="button" className={styles.key} data-word onClick={() => onChange(value.slice(0, -1))}>
        {words.erase}
      </button>
      <button type="button" className={styles.all} onClick={() => onChange('')}>
        {words.eraseAll}
      </button>
    </div>
  )
}

function useHardwareKeys(append: (digit: string) => void, erase: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
      if (/^\d$/.test(event.key)) append(event.key)
      else if (event.key === 'Backspace') erase()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}
