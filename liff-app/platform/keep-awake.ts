/** Keeps the screen from going dark while something is shown to somebody else, where the phone can. Returns how to stop. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let stopped = false
  const take = async () => {
    if (stopped || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (stopped) await lock.release()
    } catch {
      // Low battery, or a frame that may not: the screen then goes dark as it always does.
    }
  }
  const takeAgain = () => void take()
  // The phone lets go of it whenever the page is hidden.
  document.addEventListener('visibilitychange', takeAgain)
  takeAgain()
  return () => {
    stopped = true
    document.removeEventListener('visibilitychange', takeAgain)
    void lock?.release()
  }
}
