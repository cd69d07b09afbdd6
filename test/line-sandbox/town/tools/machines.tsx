// mimamori-line-sandbox
import { useId, useState, type SubmitEvent, type ReactNode } from 'react'
import { useTownStore } from '../town-context.tsx'

type MachineProps = { kind: 'repayment' | 'top-up'; title: string; note: string; label: string; example: string; verb: string }

/** The convenience store's counter and the top-up machine: both send the payment company's signed notification. */
export function Machines(): ReactNode {
  return (
    <>
      <Machine kind="repayment" title="練習用コンビニ" label="請求番号" example="R-2026-000045" verb="支払う" note="返済のお願いの番号と金額を入れます。" />
      <Machine kind="top-up" title="練習用チャージ" label="お客さま番号" example="C-7F3K" verb="入金する" note="番号は、登録の完了画面と「設定」に出ている C-… です。" />
    </>
  )
}

function Machine(props: MachineProps): ReactNode {
  const store = useTownStore()
  const id = useId()
  const [reference, setReference] = useState('')
  const [amount, setAmount] = useState('')
  const [answer, setAnswer] = useState<{ isGood: boolean; text: string } | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const yen = Number(amount.normalize('NFKC').replaceAll(/[,¥円\s]/g, ''))
  const isReady = reference.trim() !== '' && Number.isInteger(yen) && yen > 0 && !isBusy

  const pay = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (!isReady) return setAnswer({ isGood: false, text: '番号と、1円以上の金額を入れてください。' })
    setIsBusy(true)
    const name = reference.normalize('NFKC').trim().toUpperCase()
    const told = await store.send('/sandbox/notify', { kind: props.kind, reference: name, amount: yen })
    setIsBusy(false)
    const code = (told.body as { status?: number } | null)?.status ?? told.code
    const isGood = told.ok && code >= 200 && code < 300
    setAnswer(isGood ? { isGood, text: `¥${yen.toLocaleString('ja-JP')} の入金を知らせました。` } : { isGood, text: `受け付けられませんでした（${String(code)}）。お金は動いていません。` })
    if (isGood) setAmount('')
  }
  return (
    <section className="tool">
      <h2>{props.title}</h2>
      <form onSubmit={(event) => void pay(event)}>
        <label htmlFor={`${id}r`}>{props.label}</label>
        <input id={`${id}r`} value={reference} onChange={(event) => setReference(event.target.value)} placeholder={`例:${props.example}`} autoComplete="off" />
        <label htmlFor={`${id}a`}>金額（円）</label>
        <div className="machine-row">
          <input id={`${id}a`} value={amount} onChange={(event) => setAmount(event.target.value)} inputMode="numeric" placeholder="例:3200" autoComplete="off" />
          <button type="submit" className="first" aria-disabled={!isReady}>{props.verb}</button>
        </div>
      </form>
      {answer ? <p className={answer.isGood ? 'tool-note good' : 'tool-note danger-text'} role="status">{answer.text}</p> : <p className="tool-note">{props.note}</p>}
    </section>
  )
}
