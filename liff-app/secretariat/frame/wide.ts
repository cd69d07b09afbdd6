import { useSyncExternalStore } from 'react'

const wide = window.matchMedia('(min-width: 1200px)')

/** Whether the screen is a PC's: tables and columns instead of cards. */
export const useIsWide = (): boolean => useSyncExternalStore(listen, () => wide.matches)

function listen(tell: () => void): () => void {
  wide.addEventListener('change', tell)
  return () => wide.removeEventListener('change', tell)
}
