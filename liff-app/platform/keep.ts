/** Small things kept on the phone. Storage may be switched off or full; then the app works without remembering. */
export interface Keep {
  read(name: string): string | null
  write(name: string, value: string | null): void
}

const keepIn = (storage: () => Storage): Keep => ({
  read(name) {
    try {
      return storage().getItem(`mimamori:${name}`)
    } catch {
      return null
    }
  },
  write(name, value) {
    try {
      if (value === null) storage().removeItem(`mimamori:${name}`)
      else storage().setItem(`mimamori:${name}`, value)
    } catch {
      // Not remembering is better than not working.
    }
  },
})

/** Until the window closes; survives a reload. */
export const forThisVisit = keepIn(() => sessionStorage)
/** Until the person clears it. */
export const onThisPhone = keepIn(() => localStorage)
