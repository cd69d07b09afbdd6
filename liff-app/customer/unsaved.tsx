import { useEffect, useEffectEvent, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { Button } from '../ui/button.tsx'
import { ConfirmSheet } from '../ui/sheet.tsx'
import { useOwnWords } from '../words/own.ts'

/** Two entries of one address: going back from the upper one lands on the lower one, and the form is still there. */
interface Entry {
  readonly kept?: 'upper' | 'lower' | undefined
}

/** Asks before typed input is left behind, by the phone's back key, by 「戻る」 or by a link of the app. */
export function Unsaved({ typed }: { typed: boolean }) {
  const words = useOwnWords().unsaved
  const navigate = useNavigate()
  const here = useLocation()
  const [linkTo, setLinkTo] = useState<string | null>(null)
  const kept = (here.state as Entry | null)?.kept
  const asks = typed && (linkTo !== null || kept === 'lower')
  const settle = useEffectEvent(() => {
    const address = `${here.pathname}${here.search}${here.hash}`
    const as = (next: Entry['kept']) => ({ ...(here.state as object | null), kept: next }) satisfies Entry
    if (typed && kept === undefined) {
      void navigate(address, { replace: true, state: as('lower') })
      void navigate(address, { state: as('upper') })
    } else if (!typed && kept === 'upper') void navigate(-1)
    else if (!typed && kept === 'lower') void navigate(address, { replace: true, state: as(undefined) })
  })
  useEffect(() => settle(), [typed, kept])
  useEffect(
    () => () => {
      // The form was sent, and its answer stands at the same address: there is nothing to come back to.
      if ((history.state as { usr?: Entry } | null)?.usr?.kept === 'upper') history.back()
    },
    [],
  )
  useEffect(() => {
    if (!typed) return
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="/"]') : null
      if (!link) return
      event.preventDefault()
      event.stopPropagation()
      setLinkTo(link.getAttribute('href'))
    }
    document.addEventListener('click', ask, true)
    return () => document.removeEventListener('click', ask, true)
  }, [typed])
  if (!asks) return null
  const stay = () => {
    if (linkTo === null) void navigate(1)
    else setLinkTo(null)
  }
  const leave = () => void (linkTo === null ? navigate(-1) : navigate(linkTo, { replace: true }))
  return (
    <ConfirmSheet
      title={words.ask}
      onClose={stay}
      buttons={
        <>
          <Button kind="primary" onPress={stay}>
            {words.stay}
          </Button>
          <Button onPress={leave}>{words.leave}</Button>
        </>
      }
    />
  )
}
