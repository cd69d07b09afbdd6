import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { isReason } from '../../../api.ts'
import { paths } from '../../../paths.ts'
import { allowSound } from '../../../platform/chime.ts'
import { serverNow } from '../../../platform/clock.ts'
import { useCustomer } from '../../../session.tsx'
import { useLate } from '../../../ui/use-late.ts'
import { keepDraft, type Draft } from '../draft.ts'
import { isUndecided, useSendPayment } from '../queries.ts'
import { keepUnresolved } from '../unresolved.ts'

const unknownAfterMs = 8000

/** Sends once, however often the button is pressed, and leads to the result when it is known or too long in coming. */
export function useSending(draft: Draft) {
  const navigate = useNavigate()
  const { code } = useCustomer()
  const payment = useSendPayment()
  const underWay = useRef(false)
  const toResult = () => void navigate(paths.result(draft.key), { replace: true })
  const late = useLate(payment.isPending, unknownAfterMs)
  useEffect(() => {
    if (late) void navigate(paths.result(draft.key), { replace: true })
  }, [late, navigate, draft.key])
  const send = (storeName: string) => {
    if (underWay.current) return
    underWay.current = true
    allowSound()
    keepDraft({ ...draft, stage: 'sent' })
    keepUnresolved({ key: draft.key, amount: draft.amount, storeName, customerCode: code, sentAt: serverNow() })
    payment.mutate(draft, {
      onSuccess: toResult,
      onError: (problem) => {
        if (isReason(problem, 'unreachable')) toResult()
        else if (isUndecided(problem)) underWay.current = false
      },
    })
  }
  return { send, begun: !payment.isIdle, sending: payment.isPending, problem: isReason(payment.error, 'unreachable') ? null : payment.error }
}
