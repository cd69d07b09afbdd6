// mimamori-line-sandbox
import type { ReactNode } from 'react'
import { hourMinute, japanDay, nextNine } from '../japan-time.ts'
import { useTownStore, useTownTime } from '../town-context.tsx'

const MINUTE = 60_000

/** まちの時計: the whole town, server included, lives by it. It only goes forward. */
export function TownClock(): ReactNode {
  const store = useTownStore()
  const now = useTownTime(1000)
  const move = (body: { advanceMs: number } | { goToIso: string }): void => void store.send('/sandbox/clock', body)
  return (
    <div className="town-clock" role="group" aria-label="まちの時計">
      <span className="clock-name">まちの時計</span>
      <time><span className="wide-only">{japanDay(now)} </span>{hourMinute(now)}</time>
      <button type="button" className="second" onClick={() => move({ advanceMs: 15 * MINUTE })}>+15分</button>
      <button type="button" className="second" onClick={() => move({ advanceMs: 24 * 60 * MINUTE })}>+1日</button>
      <button type="button" className="second" onClick={() => move({ goToIso: nextNine(store.now()) })}>9:00まで</button>
    </div>
  )
}
