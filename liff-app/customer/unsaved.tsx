import { useEffect, useEffectEvent, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { Button } from '../ui/button.tsx'
import { ConfirmSheet } from '../ui/sheet.tsx'
import { useOwnWords } from '../words/own.ts'

interface Kept {
  readonly keptBack?: true
}

/**
 * Asks before typed input is left behind, by the phone's back key, by 「戻る」 or by a link of the app. While there is some,
 * a second entry of the same address lies on top of the history: going back lands on the first one, and the form is still there.
 */
export function Unsaved({ typed }: { typed: boolean }) {
  const words = useOwnWords().unsaved
  const navigate = useNavigate()
  const here = useLocation()
  const [leaving, setLeaving] = useState<{ readonly to: string | null } | null>(null)
  const onTop = (here.state as Kept | null)?.keptBack === true
  const [armed, setArmed] = useState(false)
  const lay = useEffectEvent(() => {
    if (typed && !armed) {
      setArmed(true)
      void navigate(`${here.pathname}${here.search}${here.hash}`, { state: { ...(here.state as object | null), keptBack: true } satisfies Kept })
    } else if (!typed && armed) {
      setArmed(false)
      if (onTop) void navigate(-1)
    } else if (typed && !onTop) setLeaving({ to: null })
  })
  useEffect(() => lay(), [typed, onTop])
  useEffect(
    () => () => {
      // The form was sent, and its answer stands at the same address: there is nothing to come back to.
      if ((history.state as { usr?: Kept } | null)?.usr?.keptBack) history.back()
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
      setLeaving({ to: link.getAttribute('href') })
    }
    document.addEventListener('click', ask, true)
    return () => document.removeEventListener('click', ask, true)
  }, [typed])
  if (!leaving) return null
  const stay = () => {
    setLeaving(null)
    if (!onTop) void navigate(1)
  }
  const leave = () => void (leaving.to === null ? navigate(-1) : navigate(leaving.to, { replace: true }))
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
