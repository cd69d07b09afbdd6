import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import styles from './kept.module.css'

/**
 * A block whose place on the screen depends on its width. It is rendered once and moved, so that what somebody has typed
 * into it stays when a tablet is turned or a window gets narrower. `here` goes into each of the layouts, `block` beside them.
 */
export function useKept(content: ReactNode): { readonly block: ReactNode; readonly here: ReactNode } {
  const [home] = useState(() => Object.assign(document.createElement('div'), { className: styles.kept }))
  return { block: createPortal(content, home), here: <Place home={home} /> }
}

function Place({ home }: { home: HTMLElement }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => place.current?.append(home), [home])
  return <div className={styles.kept} ref={place} />
}
