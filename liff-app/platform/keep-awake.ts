/** Keeps the screen from going dark while something is shown to somebody else, where the phone can. Returns how to stop. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let stopped = false
  const hold = (held: WakeLockSentinel) => {
    if (stopped) void held.release()
    else lock = held
  }
  const take = () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    // Low battery, or a frame that may not: the screen then goes dark as it always does.
    navigator.wakeLock.request('screen').then(hold, () => undefined)
  }
  // The phone lets go of it whenever the page is hidden.
  document.addEventListener('visibilitychange', take)
  take()
  return () => {
    stopped = true
    document.removeEventListener('visibilitychange', take)
    void lock?.release()
  }
}
