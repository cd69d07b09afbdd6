import type { ReactNode } from 'react'
import styles from './guide.module.css'

/** What the six steps of paying look like: a phone, and what is on it. The words stand beside each picture. */
const scenes: readonly ReactNode[] = [
  <Phone key="press">
    <rect x="46" y="34" width="28" height="14" rx="4" className={styles.filled} />
    <Finger x={66} y={46} />
  </Phone>,
  <Phone key="scan">
    <path d="M47 26v-6h6M67 20h6v6M73 40v6h-6M53 46h-6v-6" className={styles.line} />
    <path d="M52 25h6v6h-6ZM62 25h6v6h-6ZM52 35h6v6h-6ZM62 35h2v2h-2ZM66 35h2v6h-6v-2h4Z" className={styles.filled} />
  </Phone>,
  <Phone key="amount">
    <text x="60" y="28" textAnchor="middle" className={styles.sum}>
      ¥1,280
    </text>
    {[36, 45, 54].map((y) => [48, 57, 66].map((x) => <rect key={`${String(x)} ${String(y)}`} x={x} y={y} width="6" height="6" rx="1.5" className={styles.key} />))}
  </Phone>,
  <Phone key="check" aside={<Person />}>
    <path d="M48 33 60 23 72 33M51 33v12h18V33" className={styles.line} />
    <path d="m54 39 4 4 8-8" className={styles.line} />
  </Phone>,
  <Phone key="pay">
    <text x="60" y="30" textAnchor="middle" className={styles.sum}>
      ¥1,280
    </text>
    <rect x="45" y="40" width="30" height="14" rx="4" className={styles.filled} />
    <Finger x={66} y={52} />
  </Phone>,
  <Phone key="done" aside={<Till />}>
    <circle cx="60" cy="26" r="8" className={styles.line} />
    <path d="m56 26 3 3 5-6" className={styles.line} />
    <text x="60" y="52" textAnchor="middle" className={styles.sum}>
      7316
    </text>
  </Phone>,
]

export function PayingPicture({ step }: { step: number }) {
  return (
    <svg viewBox="0 0 120 80" className={styles.picture} aria-hidden="true">
      {scenes[step]}
    </svg>
  )
}

function Phone({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <>
      {aside}
      <rect x="40" y="8" width="40" height="66" rx="6" className={styles.phone} />
      {children}
    </>
  )
}

/** Where a finger presses. */
function Finger({ x, y }: { x: number; y: number }) {
  return (
    <>
      <circle cx={x} cy={y} r="9" className={styles.press} />
      <circle cx={x} cy={y} r="4.5" className={styles.hand} />
    </>
  )
}

/** Somebody of the store, who looks at the screen too. */
function Person() {
  return (
    <>
      <circle cx="102" cy="30" r="8" className={styles.line} />
      <path d="M88 66c0-12 6-20 14-20s14 8 14 20" className={styles.line} />
    </>
  )
}

/** The store's own screen, with the same number. */
function Till() {
  return (
    <>
      <rect x="86" y="22" width="32" height="24" rx="3" className={styles.line} />
      <path d="M102 46v8M94 54h16" className={styles.line} />
      <text x="102" y="38" textAnchor="middle" className={styles.sum}>
        7316
      </text>
    </>
  )
}
