// mimamori-line-sandbox
import { X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { PhoneWindow } from './use-phone-window.ts'

/** The LIFF window over the chat: LINE's header and, below it, the real mini-app on this phone's own host. */
export function MiniApp({ phone, personName }: { phone: PhoneWindow; personName: string }): ReactNode {
  const { miniApp } = phone
  const [loaded, setLoaded] = useState(0)
  if (!miniApp) return null
  const isLoading = loaded !== miniApp.opening
  return (
    <section className={miniApp.isHalf ? 'mini-app half' : 'mini-app'} aria-label={`${personName}のミニアプリ`}>
      <header className="mini-app-head">
        <button type="button" className="plain" onClick={() => phone.setHalf(!miniApp.isHalf)}>
          {miniApp.isHalf ? '全画面' : '半分'}
        </button>
        <div className="mini-app-title">
          <strong>{miniApp.title || 'みまもりペイ'}</strong>
          <span>{new URL(miniApp.url).hostname}</span>
        </div>
        <button type="button" className="plain close" onClick={phone.close} aria-label="ミニアプリを閉じる" title="閉じる（Esc）">
          <X aria-hidden />
        </button>
        {isLoading && <div className="mini-app-progress" role="progressbar" aria-label="読み込み中" />}
      </header>
      <iframe
        key={miniApp.opening}
        ref={phone.frame}
        src={miniApp.url}
        title={`${personName}のミニアプリ`}
        allow="camera; clipboard-write; autoplay; screen-wake-lock"
        onLoad={(event) => {
          setLoaded(miniApp.opening)
          event.currentTarget.focus()
        }}
      />
    </section>
  )
}
