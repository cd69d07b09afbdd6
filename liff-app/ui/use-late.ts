import { useEffect, useState } from 'react'

/** True once `waiting` has been true for `afterMs`: what is done sooner should not flicker. */
export function useLate(waiting: boolean, afterMs: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setLate(true), afterMs)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [waiting, afterMs])
  return waiting && late
}
