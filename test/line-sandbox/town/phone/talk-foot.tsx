// mimamori-line-sandbox
import type { ReactNode } from 'react'
import type { OnAction } from '../flex/flex-box.tsx'
import type { Person, RichMenu } from '../state.ts'
import { useTownStore } from '../town-context.tsx'
import { InputBar } from './input-bar.tsx'
import { RichMenuPanel } from './rich-menu.tsx'

type TalkFootProps = {
  person: Person
  menu: RichMenu | undefined
  isMenuOpen: boolean
  onMenu: (isOpen: boolean) => void
  text: string
  onText: (text: string) => void
  isTyping: boolean
  onAction: OnAction
}

/** What lies below the talk: the rich menu and the input bar, or the way to become friends (again). */
export function TalkFoot({ person, menu, isMenuOpen, onMenu, text, onText, isTyping, onAction }: TalkFootProps): ReactNode {
  const store = useTownStore()
  const send = (path: string, body?: unknown): void => void store.send(`/sandbox/people/${person.lineUserId}${path}`, body)
  if (person.blocked) {
    return (
      <div className="not-friend">
        <p>ブロック中</p>
        <button type="button" className="first" onClick={() => send('/unblock')}>ブロックを解除</button>
      </div>
    )
  }
  if (!person.friend) {
    return (
      <div className="not-friend">
        <p>まだ友だちではありません</p>
        <button type="button" className="first" onClick={() => send('/follow')}>友だち追加</button>
      </div>
    )
  }
  const say = (): void => {
    if (text.trim() === '') return
    send('/say', { text })
    onText('')
  }
  return (
    <>
      {menu && isMenuOpen && <RichMenuPanel menu={menu} onAction={onAction} />}
      <InputBar
        text={text} onText={onText} onSend={say} onSticker={() => send('/sticker', { packageId: '446', stickerId: '1988' })}
        menuName={menu?.chatBarText ?? null} isMenuOpen={isMenuOpen} onMenu={onMenu} wantsFocus={isTyping}
      />
    </>
  )
}
