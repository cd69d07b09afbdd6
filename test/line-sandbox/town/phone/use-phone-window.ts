// mimamori-line-sandbox
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useSnapshot, useTownStore } from '../town-context.tsx'
import type { ShownCode } from '../town-store.ts'
import { whereTo } from '../where-to.ts'

export type MiniAppWindow = { opening: number; url: string; title: string; isHalf: boolean }
export type ScanAsked = { id: string }

export type PhoneWindow = {
  miniApp: MiniAppWindow | null
  scan: ScanAsked | null
  notice: string | null
  frame: RefObject<HTMLIFrameElement | null>
  /** Opens a URI action the way LINE does: LIFF in the phone, other pages in a browser tab. */
  open: (uri: string) => void
  close: () => void
  setHalf: (isHalf: boolean) => void
  answerScan: (value: string | null) => void
  say: (notice: string | null) => void
}

const MARK = 'line-sandbox'
/** A mini-app that keeps asking for a new login is stopped after this many in a minute. */
const LOGINS_PER_MINUTE = 3

/** The mini-app window of one phone, and its side of the conversation with the bridge in the frame. */
export function usePhoneWindow(lineUserId: string): PhoneWindow {
  const store = useTownStore()
  const { town } = useSnapshot()
  const [miniApp, setMiniApp] = useState<MiniAppWindow | null>(null)
  const [scan, setScan] = useState<ScanAsked | null>(null)
  const [notice, setNotice] = useState<string | null>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const logins = useRef<number[]>([])

  const openMiniApp = async (asked: { url: string } | { path: string }): Promise<void> => {
    setScan(null)
    store.show(lineUserId, [])
    const answer = await store.send(`/sandbox/people/${lineUserId}/open-liff`, asked)
    const url = answer.ok ? (answer.body as { url: string }).url : null
    if (!url) return setNotice('ミニアプリを開けませんでした。サーバーが動いているか、できごとを見てください。')
    setMiniApp((before) => ({ opening: (before?.opening ?? 0) + 1, url, title: '', isHalf: before?.isHalf ?? false }))
  }
  const close = (): void => {
    setScan(null)
    store.show(lineUserId, [])
    setMiniApp(null)
  }
  const open = (uri: string): void => {
    if (!town) return
    const goal = whereTo(uri, town.liffId, town.appUrl)
    if (goal.kind === 'mini-app') void openMiniApp(new URL(goal.url).hostname.endsWith('line.me') ? { url: goal.url } : { path: pathOf(goal.url) })
    else if (goal.kind === 'web') window.open(goal.url, '_blank', 'noopener,noreferrer')
    else if (goal.kind === 'phone-call') setNotice(`${goal.number} に電話します（練習用なので、電話はかかりません）。`)
    else if (goal.kind === 'line-feature') setNotice('LINEの機能へのリンクです。練習用のまちでは開きません。')
    else setNotice('このリンクは開けません。')
  }
  const login = (url: string): void => {
    const recent = logins.current.filter((at) => at > Date.now() - 60_000)
    logins.current = [...recent, Date.now()]
    if (recent.length < LOGINS_PER_MINUTE) void openMiniApp({ path: pathOf(url) })
    else setNotice('LINEへのログインが続けて求められたため、止めました。ミニアプリを閉じて、開き直してください。')
  }

  const hear = (event: MessageEvent): void => {
    const window_ = frame.current?.contentWindow
    if (!miniApp || !window_ || event.source !== window_ || event.origin !== new URL(miniApp.url).origin) return
    const said = event.data as { mimamori?: unknown; wish?: unknown; id?: unknown; url?: unknown; external?: unknown; title?: unknown; codes?: unknown } | null
    if (!said || said.mimamori !== MARK) return
    if (said.wish === 'close') close()
    if (said.wish === 'scan' && typeof said.id === 'string') setScan({ id: said.id })
    if (said.wish === 'login' && typeof said.url === 'string') login(said.url)
    if (said.wish === 'codes') store.show(lineUserId, codesIn(said.codes))
    if (said.wish === 'title' && typeof said.title === 'string') {
      const title = said.title.slice(0, 80)
      setMiniApp((now) => now && { ...now, title })
    }
    if (said.wish === 'open' && typeof said.url === 'string') {
      if (said.external === true && /^https?:/.test(said.url)) window.open(said.url, '_blank', 'noopener,noreferrer')
      else open(said.url)
    }
  }
  useEffect(() => {
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  })

  return {
    miniApp, scan, notice, frame, open, close,
    setHalf: (isHalf) => setMiniApp((now) => now && { ...now, isHalf }),
    answerScan: (value) => {
      if (!scan || !miniApp) return
      frame.current?.contentWindow?.postMessage({ mimamori: MARK, answer: scan.id, value }, new URL(miniApp.url).origin)
      setScan(null)
      frame.current?.focus()
    },
    say: setNotice,
  }
}

const mostCodes = 8
const longestText = 400

function codesIn(said: unknown): ShownCode[] {
  if (!Array.isArray(said)) return []
  return said.slice(0, mostCodes).flatMap((one: Partial<Record<keyof ShownCode, unknown>> | null) =>
    typeof one?.text === 'string' && typeof one.label === 'string' && one.text.length <= longestText ? [{ label: one.label.slice(0, 80), text: one.text }] : [],
  )
}

function pathOf(address: string): string {
  const url = new URL(address)
  return url.pathname + url.search
}
