// mimamori-line-sandbox
import { useState, type ReactNode } from 'react'

export function CopyButton({ text, what }: { text: string; what: string }): ReactNode {
  const [isCopied, setIsCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setIsCopied(true)
  }
  return (
    <button type="button" className="copy" aria-label={`${what}をコピー`} onClick={() => void copy()} onBlur={() => setIsCopied(false)}>
      {isCopied ? '済み' : 'コピー'}
    </button>
  )
}
