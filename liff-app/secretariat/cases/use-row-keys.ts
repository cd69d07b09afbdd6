import { useEffect, useRef, type RefObject } from 'react'

/** J and K move the focus from row to row; Enter then opens the focused one, as with any link. */
export function useRowKeys(): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key.toLowerCase()]
      if (step === undefined || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
      const here = links.findIndex((link) => link.closest('tr, li')?.contains(document.activeElement))
      const next = links[Math.min(Math.max(here + step, 0), links.length - 1)]
      next?.focus()
      next?.scrollIntoView({ block: 'nearest' })
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return list
}

/** A box to tick takes no letters; a sheet over the list has the keys to itself. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.closest('dialog') !== null || target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]'))
