// mimamori-line-sandbox
import { X } from 'lucide-react'
import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Person } from '../state.ts'
import { useSnapshot, useTownStore } from '../town-context.tsx'
import { Roof } from '../roof.tsx'
import { Chat } from './chat.tsx'
import { MiniApp } from './mini-app.tsx'
import { ScannerSheet } from './scanner-sheet.tsx'
import { TalkFoot } from './talk-foot.tsx'
import { useAct } from './use-act.ts'
import { usePhoneWindow } from './use-phone-window.ts'

/** LINE on one person's phone: the talk, the rich menu, and the mini-app over it. */
export function PhoneScreen({ person, isShown }: { person: Person; isShown: boolean }): ReactNode {
  const store = useTownStore()
  const { town } = useSnapshot()
  const phone = usePhoneWindow(person.lineUserId)
  const [text, setText] = useState('')
  const [isTyping, setIsTyping] = useState(false)
  const menu = person.richMenuId ? town?.richMenus[person.richMenuId] : undefined
  const [menuChoice, setMenuChoice] = useState<boolean | null>(null)
  const path = `/sandbox/people/${person.lineUserId}`
  const startTyping = (typed: string): void => {
    setMenuChoice(false)
    setText(typed)
    setIsTyping(true)
  }
  const act = useAct({ lineUserId: person.lineUserId, open: phone.open, notice: phone.say, type: startTyping })

  // Reading happens where a person can see the talk: not behind a mini-app and not on a hidden phone.
  const isReading = isShown && person.unread > 0 && (phone.miniApp === null || phone.miniApp.isHalf)
  useEffect(() => {
    if (isReading) void store.send(`${path}/read`)
  }, [isReading, person.unread, path, store])

  const closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    if (phone.scan) phone.answerScan(null)
    else phone.close()
  }
  return (
    <div className="screen" onKeyDown={closeByKey}>
      <div className="talk-head">
        <span className="bot-face small"><Roof /></span>
        <strong>みまもりペイ</strong>
        {person.friend && !person.blocked && <button type="button" className="plain note" onClick={() => void store.send(`${path}/block`)}>ブロック</button>}
      </div>
      <Chat entries={town?.chats[person.lineUserId] ?? []} loadingUntil={person.loadingUntil ?? 0} onAction={act} onUnsend={(entry) => void store.send(`${path}/unsend`, { messageId: entry.messages[0]?.id })} />
      {phone.notice && (
        <p className="notice" role="status">
          {phone.notice} <button type="button" className="plain" onClick={() => phone.say(null)} aria-label="閉じる"><X aria-hidden /></button>
        </p>
      )}
      <TalkFoot
        person={person} menu={menu} onAction={act} text={text} onText={setText} isTyping={isTyping}
        isMenuOpen={menuChoice ?? menu?.selected ?? false}
        onMenu={(isOpen) => {
          setMenuChoice(isOpen)
          setIsTyping(!isOpen)
        }}
      />
      <MiniApp phone={phone} personName={person.name} />
      <ScannerSheet phone={phone} lineUserId={person.lineUserId} />
    </div>
  )
}
