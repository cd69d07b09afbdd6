/** Keeps the screen from going dark while something is shown to somebody else, where the phone can. Returns how to stop. */
export function keepAwake(): () => void {
  const wanted = new AbortController()
  const isWanted = () => !wanted.signal.aborted && document.visibilityState === 'visible'
  const take = async () => {
    if (!isWanted() || !('wakeLock' in navigator)) return
    try {
      const lock = await navigator.wakeLock.request('screen')
      const release = () => void lock.release()
      if (isWanted()) wanted.signal.addEventListener('abort', release, { once: true })
      else release()
    } catch {
      // Low battery, or a frame that may not: the screen then goes dark as it always does.
    }
  }
  // The phone lets go of it whenever the page is hidden.
  document.addEventListener('visibilitychange', () => void take(), { signal: wanted.signal })
  void take()
  return () => wanted.abort()
}
