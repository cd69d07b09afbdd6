// mimamori-line-sandbox
import type { Action } from '../flex/message.ts'
import { useTownStore } from '../town-context.tsx'

export type ActSurface = {
  lineUserId: string
  open: (uri: string) => void
  notice: (text: string | null) => void
  /** Shows the keyboard with this text already typed. */
  type: (text: string) => void
}

/** Does what LINE does when a person taps a button of a message, a quick reply or the rich menu. */
export function useAct(surface: ActSurface): (action: Action) => void {
  const store = useTownStore()
  const person = `/sandbox/people/${surface.lineUserId}`
  const send = async (path: string, body: unknown): Promise<void> => {
    const answer = await store.send(person + path, body)
    if (answer.code === 0) surface.notice('まちのLINE役（サンドボックス）につながりません。')
  }
  return (action) => {
    surface.notice(null)
    switch (action.type) {
      case 'postback':
        void send('/tap', { data: action.data ?? '', displayText: action.displayText ?? action.text })
        if (action.inputOption === 'openKeyboard') surface.type(action.fillInText ?? '')
        return
      case 'message':
        void send('/say', { text: action.text ?? '' })
        return
      case 'uri':
        surface.open(action.uri ?? '')
        return
      case 'clipboard':
        void navigator.clipboard.writeText(action.clipboardText ?? '')
        surface.notice('コピーしました。')
        return
      default:
        surface.notice(`この操作（${action.type}）は、練習用のまちにはありません。`)
    }
  }
}
