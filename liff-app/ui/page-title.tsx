import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

/** The one h1 of a screen. It takes the focus when the screen appears, so that readers of the screen hear where they are. */
export function PageTitle({ children, windowTitle }: { children: ReactNode; windowTitle: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    document.title = windowTitle
  }, [windowTitle])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
