import styles from './logo.module.css'

/** The roof and the lamp, with the product's name beside it. */
export function Logo({ name }: { name: string }) {
  return (
    <span className={styles.logo}>
      <Roof />
      <span>{name}</span>
    </span>
  )
}

export function Roof({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 48 48" width={size} height={size} aria-hidden="true">
      <path d="M5 25 24 8 43 25" fill="none" stroke="currentColor" strokeWidth="5" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="24" cy="32" r="9.5" fill="none" stroke="currentColor" strokeWidth="4" />
      <circle cx="24" cy="32" r="4" fill="#F2B84B" />
    </svg>
  )
}
