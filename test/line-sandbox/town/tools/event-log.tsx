// mimamori-line-sandbox
import { ChevronDown, ChevronUp, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { CopyButton } from '../copy-button.tsx'
import { hourMinuteSecond } from '../japan-time.ts'
import { personTitle, type Person, type TownEvent } from '../state.ts'
import { useSnapshot } from '../town-context.tsx'

/** 「できごと」: what the played LINE saw, one Japanese line each, newest on top, with the raw message behind it. */
export function EventLog(): ReactNode {
  const { town } = useSnapshot()
  const [isOpen, setIsOpen] = useState(false)
  const [who, setWho] = useState('')
  const log = town?.log ?? []
  const newestFirst = [...log].sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime())
  const people = town?.people ?? []
  const chosen = people.find((person) => person.key === who)
  const shown = chosen ? newestFirst.filter((event) => event.phone === chosen.key || event.phone === chosen.lineUserId) : newestFirst
  const latest = newestFirst[0]
  return (
    <section className={isOpen ? 'event-log open' : 'event-log'} aria-label="できごと">
      <div className="event-panel">
      <div className="event-head">
        <button type="button" className="plain" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>{isOpen ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />} できごと</button>
        {isOpen ? (
          <label className="event-filter">
            絞り込み
            <select value={who} onChange={(event) => setWho(event.target.value)}>
              <option value="">すべて</option>
              {people.map((person) => <option key={person.key} value={person.key}>{personTitle(person)}</option>)}
            </select>
          </label>
        ) : (
          latest && <span className={latest.level === 'danger' ? 'event-latest danger-text' : 'event-latest'}>{hourMinuteSecond(latest.at)} {latest.text}</span>
        )}
      </div>
      {isOpen && (
        <ol>
          {shown.length === 0 && <li className="quiet">できごとはまだありません。</li>}
          {shown.slice(0, 200).map((event, index) => <Line key={`${String(event.at)}${String(log.length - index)}`} event={event} people={people} />)}
        </ol>
      )}
      </div>
    </section>
  )
}

function Line({ event, people }: { event: TownEvent; people: Person[] }): ReactNode {
  const [isRaw, setIsRaw] = useState(false)
  const person = people.find((one) => one.key === event.phone || one.lineUserId === event.phone)
  const time = hourMinuteSecond(event.at)
  return (
    <li className={event.level === 'danger' ? 'danger' : ''}>
      <time>{time}</time>
      {person && <span className="event-who">{person.name}</span>}
      <span className="event-text">{event.level === 'danger' && <TriangleAlert aria-label="失敗" />} {event.text}</span>
      {event.raw !== undefined && event.raw !== null && (
        <button type="button" className="copy" aria-expanded={isRaw} onClick={() => setIsRaw(!isRaw)}>{isRaw ? '閉じる' : '中身'}</button>
      )}
      <CopyButton text={`${time} ${event.text}`} what="この行" />
      {isRaw && <pre tabIndex={0}>{JSON.stringify(event.raw, null, 2)}</pre>}
    </li>
  )
}
