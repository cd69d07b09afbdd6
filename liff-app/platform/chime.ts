import { onThisPhone } from './keep.ts'

let sounds: AudioContext | null = null

/** Whether a payer wants to hear it on this phone. What a sound says is always shown, too. */
export const soundChosen = (): 'on' | 'off' => (onThisPhone.read('payment-sound') === 'off' ? 'off' : 'on')

export function chooseSound(chosen: 'on' | 'off'): void {
  onThisPhone.write('payment-sound', chosen)
  if (chosen === 'on') allowSound()
}

/** Asks the browser for sound; it agrees only while a press is being handled. */
export function allowSound(): void {
  try {
    sounds ??= new AudioContext()
    void sounds.resume().catch(() => undefined)
  } catch {
    // A phone without sound shows everything a sound would say.
  }
}

/** Whether a sound would be heard now. */
export const soundAllowed = (): boolean => sounds?.state === 'running'

/** A payer's own 「ポン」, unless they chose silence in their settings; a till has its own choice. */
export function chimeIfWanted(): void {
  if (soundChosen() === 'on') chime()
}

/** 「ポン」 once, and a short shake where the phone can. Silent when sound was never allowed. */
export function chime(): void {
  // An iPhone has no such thing.
  if ('vibrate' in navigator) navigator.vibrate(200)
  if (sounds?.state !== 'running') return
  const from = sounds.currentTime
  for (const [place, pitch] of [880, 1320].entries()) {
    const tone = sounds.createOscillator()
    const loudness = sounds.createGain()
    const starts = from + place * 0.12
    tone.frequency.value = pitch
    loudness.gain.setValueAtTime(0.0001, starts)
    loudness.gain.exponentialRampToValueAtTime(0.4, starts + 0.02)
    loudness.gain.exponentialRampToValueAtTime(0.0001, starts + 0.5)
    tone.connect(loudness).connect(sounds.destination)
    tone.start(starts)
    tone.stop(starts + 0.6)
  }
}
