// mimamori-line-sandbox
import { ChevronDown, Keyboard, Menu, Smile } from 'lucide-react'
import { useEffect, useRef, type SubmitEvent, type ReactNode } from 'react'

type InputBarProps = {
  text: string
  onText: (text: string) => void
  onSend: () => void
  onSticker: () => void
  /** Text of the chat bar when the account has a rich menu. */
  menuName: string | null
  isMenuOpen: boolean
  onMenu: (isOpen: boolean) => void
  wantsFocus: boolean
}

/** LINE's bar below the talk: the keyboard, or the chat bar of the rich menu. */
export function InputBar(props: InputBarProps): ReactNode {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (props.wantsFocus) field.current?.focus()
  }, [props.wantsFocus])
  const send = (event: SubmitEvent): void => {
    event.preventDefault()
    props.onSend()
  }
  if (props.menuName && props.isMenuOpen) {
    return (
      <div className="input-bar">
        <button type="button" className="plain" onClick={() => props.onMenu(false)} aria-label="文字を入力する"><Keyboard aria-hidden /></button>
        <button type="button" className="chat-bar" aria-expanded="true" onClick={() => props.onMenu(false)}>{props.menuName} <ChevronDown aria-hidden /></button>
      </div>
    )
  }
  return (
    <form className="input-bar" onSubmit={send}>
      {props.menuName && (
        <button type="button" className="plain" onClick={() => props.onMenu(true)} aria-label={`${props.menuName}を開く`} aria-expanded="false"><Menu aria-hidden /></button>
      )}
      <input
        ref={field}
        value={props.text}
        maxLength={5000}
        onChange={(event) => props.onText(event.target.value)}
        placeholder="メッセージを入力"
        aria-label="メッセージを入力"
        enterKeyHint="send"
      />
      <button type="button" className="plain" onClick={props.onSticker} aria-label="スタンプを送る"><Smile aria-hidden /></button>
      <button type="submit" className="send" disabled={props.text.trim() === ''}>送信</button>
    </form>
  )
}
