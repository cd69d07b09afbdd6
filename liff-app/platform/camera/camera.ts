export type CameraTrouble = 'refused' | 'unavailable'

/** Whether this page could see through a camera at all; whether it may is asked when it is opened. */
export const hasCamera = (): boolean => 'mediaDevices' in navigator

/** What the camera on the back sees. Whoever opens it ends it: `closeCamera`. */
export async function openCamera(): Promise<MediaStream | CameraTrouble> {
  if (!hasCamera()) return 'unavailable'
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } })
  } catch (problem) {
    return problem instanceof DOMException && (problem.name === 'NotAllowedError' || problem.name === 'SecurityError') ? 'refused' : 'unavailable'
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
