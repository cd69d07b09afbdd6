import { useEffect, useEffectEvent, useRef } from 'react'
import { closeCamera, openCamera, type CameraTrouble } from '../platform/camera/camera.ts'
import { openCodeReader } from '../platform/camera/code-reader.ts'
import styles from './camera-view.module.css'

interface CameraViewProps {
  readonly words: { readonly camera: string; readonly aim: string }
  /** The text of the first code that was read; afterwards the camera is closed. */
  readonly onRead: (text: string) => void
  readonly onTrouble: (trouble: CameraTrouble) => void
}

const betweenLooksMs = 200

/** Our own camera view, for where LINE's scanner is not to be had. It looks until it has read one code. */
export function CameraView({ words, onRead, onTrouble }: CameraViewProps) {
  const video = useRef<HTMLVideoElement>(null)
  const read = useEffectEvent(onRead)
  const trouble = useEffectEvent(onTrouble)
  useEffect(() => {
    const place = video.current
    return place ? look(place, (text) => read(text), (what) => trouble(what)) : undefined
  }, [])
  return (
    <div className={styles.view}>
      <video ref={video} className={styles.picture} aria-label={words.camera} playsInline muted />
      <span className={styles.frame} aria-hidden="true" />
      <p className={styles.aim}>{words.aim}</p>
    </div>
  )
}

/** Shows the camera and reads. Returns how to stop. */
function look(video: HTMLVideoElement, onRead: (text: string) => void, onTrouble: (trouble: CameraTrouble) => void): () => void {
  const looking = new AbortController()
  const { signal } = looking
  const isOver = () => signal.aborted
  const untilOver = (end: () => void) => (isOver() ? end() : signal.addEventListener('abort', end, { once: true }))
  const readOne = async (): Promise<string | null> => {
    const opened = await openCamera()
    if (typeof opened === 'string') {
      if (!isOver()) onTrouble(opened)
      return null
    }
    untilOver(() => closeCamera(opened))
    video.srcObject = opened
    await video.play()
    const reader = await openCodeReader()
    untilOver(() => reader.close())
    while (!isOver()) {
      const text = await reader.read(video)
      if (text !== null) return text
      await new Promise((next) => setTimeout(next, betweenLooksMs))
    }
    return null
  }
  readOne()
    .then((text) => {
      if (text !== null && !isOver()) onRead(text)
    })
    .catch(() => {
      if (!isOver()) onTrouble('unavailable')
    })
    .finally(() => looking.abort())
  return () => looking.abort()
}
