// mimamori-line-sandbox
import { Smile } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OnAction } from '../flex/flex-box.tsx'
import { FlexMessage } from '../flex/flex-message.tsx'
import type { LineMessage } from '../flex/message.ts'

/** One message of a talk. Everything a person wrote is a React text node, so it stays text. */
export function Bubble({ message, isBot, onAction }: { message: LineMessage; isBot: boolean; onAction: OnAction }): ReactNode {
  switch (message.type) {
    case 'text':
    case 'textV2':
      return <p className="said-text">{isBot ? linked(message.text ?? '', onAction) : message.text}</p>
    case 'flex':
      return message.contents ? <FlexMessage contents={message.contents} altText={message.altText ?? ''} onAction={onAction} /> : null
    case 'sticker':
      return <p className="sticker" aria-label="スタンプ"><Smile aria-hidden /></p>
    case 'image':
      return /^https?:\/\//.test(message.previewImageUrl ?? '') ? <img className="said-image" src={message.previewImageUrl} alt="画像" /> : <p className="said-text">（画像）</p>
    case 'unsent':
      return <p className="said-text quiet">送信を取り消しました</p>
    default:
      return <p className="said-text">{message.altText ?? `（${message.type}）`}</p>
  }
}

/** Addresses in the programme's own text can be tapped, as in LINE. */
function linked(text: string, onAction: OnAction): ReactNode[] {
  return text.split(/(https?:\/\/[^\s]+)/).map((part, index) =>
    index % 2 === 0 ? part : (
      <button key={index} type="button" className="link" onClick={() => onAction({ type: 'uri', uri: part })}>{part}</button>
    ),
  )
}
