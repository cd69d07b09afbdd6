/** Keeps the screen on while it is shown, where the phone can; returns how to end that. A till that went dark shows nothing. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let over = false
  const hold = () => {
    if (over || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    navigator.wakeLock.request('screen').then(
      (held) => {
        if (over) void held.release()
        else lock = held
      },
      // A phone with an empty battery says no.
      () => undefined,
    )
  }
  hold()
  // The system lets go whenever another window comes in front.
  document.addEventListener('visibilitychange', hold)
  return () => {
    over = true
    document.removeEventListener('visibilitychange', hold)
    void lock?.release()
  }
}
