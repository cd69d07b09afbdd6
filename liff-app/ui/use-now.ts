import { useEffect, useState } from 'react'
import { serverNow } from '../platform/clock.ts'

/** The server's time in milliseconds, renewed every `everyMs`. Pass null to stop the clock. */
export function useNow(everyMs: number | null): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (everyMs === null) return
    const ticking = setInterval(() => setNow(serverNow()), everyMs)
    return () => clearInterval(ticking)
  }, [everyMs])
  return now
}
