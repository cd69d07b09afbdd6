// mimamori-line-sandbox
import { useState, type SubmitEvent, type ReactNode } from 'react'
import { encode } from 'uqr'
import { useSnapshot } from '../town-context.tsx'
import type { PhoneWindow } from './use-phone-window.ts'

/** LINE's QR reader as the town plays it: the codes that can be seen nearby, or any text as if it were in a code. */
export function ScannerSheet({ phone, lineUserId }: { phone: PhoneWindow; lineUserId: string }): ReactNode {
  const { town, shown } = useSnapshot()
  const [typed, setTyped] = useState('')
  if (!phone.scan) return null
  const readTyped = (event: SubmitEvent): void => {
    event.preventDefault()
    if (typed.trim()) phone.answerScan(typed.trim())
  }
  const onScreens = Object.entries(shown).flatMap(([owner, codes]) => {
    const person = town?.people.find((one) => one.lineUserId === owner)
    return owner === lineUserId || !person ? [] : codes.map(({ label, text }) => ({ label: `${person.storeName ?? person.name}の画面：${label}`, text }))
  })
  const codes = [...onScreens, ...(town?.visibleQrs ?? []).map(({ label, url }) => ({ label, text: url }))]
  return (
    <section className="scanner" aria-label="QRコードの読み取り">
      <header>
        <strong>となりのQRコードを読み取る</strong>
        <button type="button" className="plain" onClick={() => phone.answerScan(null)}>やめる</button>
      </header>
      {codes.length === 0 && <p>いま見えるQRコードはありません。</p>}
      <ul>
        {codes.map((code) => (
          <li key={code.text}>
            <button type="button" onClick={() => phone.answerScan(code.text)}>
              <QrCode text={code.text} />
              <span>{code.label}</span>
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={readTyped}>
        <label>
          ほかのQRコードの中身（文字）
          <input value={typed} onChange={(event) => setTyped(event.target.value)} placeholder="https://…" />
        </label>
        <button type="submit" className="second">読み取る</button>
      </form>
    </section>
  )
}

export function QrCode({ text }: { text: string }): ReactNode {
  const code = encode(text, { border: 2 })
  const squares = code.data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])))
  return (
    <svg className="qr" viewBox={`0 0 ${String(code.size)} ${String(code.size)}`} role="img" aria-label="QRコード" shapeRendering="crispEdges">
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={squares.join('')} fill="#1C2733" />
    </svg>
  )
}
