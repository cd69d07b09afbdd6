import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, ApiError } from '../../../api.ts'
import { allowSound } from '../../../platform/chime.ts'
import { useLate } from '../../../ui/use-late.ts'
import { useMyStore } from '../../my-store.tsx'
import { keepDraft, newDraft, openDraft, type CodeDraft } from './draft.ts'
import type { codeAsked, codePaid } from '../../../../server/payments/codes/contract.ts'
import type { StorePayment } from '../../../../server/payments/contract.ts'
import type { z } from 'zod'

type Charged = z.infer<typeof codePaid> | z.infer<typeof codeAsked>

const askAgainMs = 2000
const unknownAfterMs = 8000

/** Nobody knows yet how it ended; asking again under the same key is safe. */
const isUndecided = (problem: unknown): boolean => problem instanceof ApiError && problem.moneyMoved === null

/** Charges a code once per key, and asks again under the same key until the end is known. */
export function useCharge() {
  const { store } = useMyStore()
  const [draft, setDraft] = useState(openDraft)
  const [payment, setPayment] = useState<StorePayment | null>(null)
  const change = (to: CodeDraft) => {
    keepDraft(to)
    setDraft(to)
  }
  const charging = useMutation({
    mutationFn: ({ code, amount, key }: CodeDraft) => api.post<Charged>('/api/store/code-payments', { storeId: store.id, code, amount }, key),
    onSuccess: (answer, sent) => {
      if ('payment' in answer) {
        setPayment(answer.payment)
        keepDraft(null)
      } else change({ ...sent, stage: 'asked', requestId: answer.asked.requestId })
    },
    onError: (problem, sent) => {
      if (!isUndecided(problem)) change(newDraft(sent.amount))
    },
  })
  const { mutate, isPending, isIdle, error } = charging
  const undecided = isUndecided(error)
  useEffect(() => {
    // Also what a reload left behind is asked again.
    if (draft.stage !== 'sent' || isPending || !(undecided || isIdle)) return
    const timer = setTimeout(() => mutate(draft), isIdle ? 0 : askAgainMs)
    return () => clearTimeout(timer)
  }, [draft, isPending, isIdle, undecided, mutate])
  const slow = useLate(draft.stage === 'sent' && isPending, unknownAfterMs)
  return {
    draft,
    payment,
    /** Sent, and longer without an answer than a person would wait without asking. */
    unknown: draft.stage === 'sent' && (undecided || slow),
    charging: draft.stage === 'sent',
    refusal: draft.stage === 'typing' ? error : null,
    charge: (code: string) => {
      if (draft.stage !== 'typing') return
      allowSound()
      change({ ...draft, code, stage: 'sent' })
      charging.reset()
    },
    askNow: () => mutate(draft),
    startOver: (amount = '') => {
      change(newDraft(amount))
      setPayment(null)
      charging.reset()
    },
    changeAmount: (amount: string) => change({ ...draft, amount }),
  }
}
