import { useEffect, useState } from 'react'

/** True when `heardAt` has not changed for so many milliseconds. Pass null while silence is all right. */
export function useSilence(heardAt: number, afterMs: number | null): boolean {
  const [silentSince, setSilentSince] = useState<number | null>(null)
  useEffect(() => {
    if (afterMs === null) return
    const timer = setTimeout(() => setSilentSince(heardAt), afterMs)
    return () => {
      clearTimeout(timer)
      setSilentSince(null)
    }
  }, [heardAt, afterMs])
  return afterMs !== null && silentSince === heardAt
}
