// mimamori-line-sandbox
import type { ReactNode } from 'react'

/** The programme's mark: a roof over a coin that is also an eye. */
export function Roof(): ReactNode {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <path d="M5 25 24 8 43 25" fill="none" stroke="#1E4D6B" strokeWidth="5" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="24" cy="32" r="9.5" fill="none" stroke="#1E4D6B" strokeWidth="4" />
      <circle cx="24" cy="32" r="4" fill="#F2B84B" />
    </svg>
  )
}
