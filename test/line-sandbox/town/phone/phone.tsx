// mimamori-line-sandbox
import { X } from 'lucide-react'
import { useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react'
import { CopyButton } from '../copy-button.tsx'
import { personTitle, SLOT_NAME, type Person, type Slot } from '../state.ts'
import { PhoneScreen } from './phone-screen.tsx'

type PhoneProps = {
  slot: Slot
  people: Person[]
  person: Person | undefined
  onPerson: (key: string) => void
  /** 0 for the phone looked at last, 1 for the one before; narrow pages show only the first ones. */
  rank: number
  isShown: boolean
  isLit: boolean
  onClose?: () => void
}

/** One phone of the town with the name of the person who holds it. */
export function Phone({ slot, people, person, onPerson, rank, isShown, isLit, onClose }: PhoneProps): ReactNode {
  const stage = useRef<HTMLDivElement>(null)
  const fit = useFit(stage)
  return (
    <section className={`phone rank-${String(Math.min(rank, 2))} ${isLit ? 'lit' : ''}`} aria-label={`${SLOT_NAME[slot]}のスマートフォン`}>
      <div className="holder">
        <span className="holder-role">{slot === 'second-officer' ? '事務局' : SLOT_NAME[slot]}</span>
        <select aria-label={`${SLOT_NAME[slot]}のスマートフォンを持つ人`} value={person?.key ?? ''} onChange={(event) => onPerson(event.target.value)}>
          {people.map((one) => (
            <option key={one.key} value={one.key}>{personTitle(one)}{one.unread > 0 ? `　未読${String(one.unread)}` : ''}</option>
          ))}
        </select>
        {isLit && <span className="look-here">ここを見る</span>}
        {onClose && <button type="button" className="plain" onClick={onClose} aria-label="もう一人の職員を閉じる" title="閉じる"><X aria-hidden /></button>}
      </div>
      {person && <PracticeId person={person} />}
      <div className="stage" ref={stage}>
        <div className="device" style={fit}>
          {person ? <PhoneScreen key={person.lineUserId} person={person} isShown={isShown} /> : <p className="nobody">このスマートフォンを持つ人がいません。</p>}
        </div>
      </div>
    </section>
  )
}

function PracticeId({ person }: { person: Person }): ReactNode {
  if (!person.loginId) return <p className="practice-id">利用者はIDもパスワードもいりません</p>
  return (
    <p className="practice-id">
      <code>{person.loginId}</code><CopyButton text={person.loginId} what="ID" />
      {person.password && <><code className="password" title={person.password}>{person.password}</code><CopyButton text={person.password} what="パスワード" /></>}
    </p>
  )
}

const NARROWEST = 340

/** A phone never lays out narrower than 340 px; in a narrower place it is drawn smaller as a whole. */
function useFit(stage: RefObject<HTMLDivElement | null>): CSSProperties {
  const [room, setRoom] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    if (!stage.current) return
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    watch.observe(stage.current)
    return () => watch.disconnect()
  }, [stage])
  const scale = room.width > 0 ? Math.min(1, room.width / NARROWEST) : 1
  if (scale > 0.995) return { width: '100%', height: '100%' }
  return { width: NARROWEST, height: room.height / scale, transform: `scale(${String(scale)})`, transformOrigin: '0 0' }
}
