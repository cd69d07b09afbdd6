import 'react'

declare module 'react' {
  interface CSSProperties {
    /** How many letters a large amount has: its size depends on it. */
    '--letters'?: number
  }
}
