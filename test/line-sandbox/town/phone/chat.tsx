// mimamori-line-sandbox
import { Fragment, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import type { OnAction } from '../flex/flex-box.tsx'
import { hourMinute, japanDay } from '../japan-time.ts'
import { Roof } from '../roof.tsx'
import type { ChatEntry } from '../state.ts'
import { useTownTime } from '../town-context.tsx'
import { Bubble } from './bubble.tsx'

type ChatProps = { entries: ChatEntry[]; loadingUntil: number; onAction: OnAction; onUnsend: (entry: ChatEntry) => void }

/** The talk with the programme's LINE account, oldest first. What LINE didn't deliver is not on the phone. */
export function Chat({ entries, loadingUntil, onAction, onUnsend }: ChatProps): ReactNode {
  const talk = useRef<HTMLDivElement>(null)
  const shown = entries.filter((entry) => entry.delivered || entry.from === 'person')
  const newest = shown.at(-1)
  useLayoutEffect(() => {
    toEnd(talk.current)
  }, [newest?.id, loadingUntil])
  // A phone that was hidden, or lost height to the rich menu, shows the newest message again.
  useEffect(() => {
    const watch = new ResizeObserver(() => toEnd(talk.current))
    if (talk.current) watch.observe(talk.current)
    return () => watch.disconnect()
  }, [])
  const quickReply = newest?.from === 'bot' ? newest.messages.at(-1)?.quickReply : undefined
  return (
    <div className="chat" ref={talk} role="log" aria-label="トーク" tabIndex={0}>
      {shown.map((entry, index) => {
        const day = japanDay(entry.at)
        const before = shown[index - 1]
        return (
          <Fragment key={entry.id}>
            {(!before || japanDay(before.at) !== day) && <p className="chat-day"><span>{day}</span></p>}
            <Entry entry={entry} onAction={onAction} onUnsend={onUnsend} />
          </Fragment>
        )
      })}
      {loadingUntil > 0 && <LoadingDots until={loadingUntil} />}
      {quickReply && (
        <div className="quick-replies" role="group" aria-label="返事の候補">
          {quickReply.items.slice(0, 13).map((item, index) => (
            <button key={index} type="button" onClick={() => onAction(item.action)}>{item.action.label}</button>
          ))}
        </div>
      )}
    </div>
  )
}

function toEnd(talk: HTMLElement | null): void {
  if (talk) talk.scrollTop = talk.scrollHeight
}

/** LINE's loading animation; it ends by itself when its time is over. */
function LoadingDots({ until }: { until: number }): ReactNode {
  const now = useTownTime(500)
  if (now >= until) return null
  return (
    <div className="said bot">
      <BotFace />
      <div className="said-text dots" role="status" aria-label="返事を待っています"><i /><i /><i /></div>
    </div>
  )
}

function Entry({ entry, onAction, onUnsend }: { entry: ChatEntry; onAction: OnAction; onUnsend: (entry: ChatEntry) => void }): ReactNode {
  const isBot = entry.from === 'bot'
  return entry.messages.map((message, index) => (
    <div key={index} className={`said ${entry.from}`}>
      {isBot && <BotFace />}
      <div className="said-body">
        {isBot && index === 0 && <span className="said-name">{message.sender?.name ?? 'みまもりペイ'}</span>}
        <Bubble message={message} isBot={isBot} onAction={onAction} />
      </div>
      <span className="said-at">
        {!isBot && entry.delivered && <span>既読</span>}
        {!isBot && !entry.delivered && <span>未送信</span>}
        <time>{hourMinute(entry.at)}</time>
        {!isBot && message.type === 'text' && message.id && (
          <button type="button" className="unsend" onClick={() => onUnsend(entry)} title="送信を取り消す">取消</button>
        )}
      </span>
    </div>
  ))
}

function BotFace(): ReactNode {
  return <span className="bot-face"><Roof /></span>
}
