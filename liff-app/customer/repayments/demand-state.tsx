import { serverNow } from '../../platform/clock.ts'
import { Badge } from '../../ui/badge.tsx'
import { daysUntil } from '../../ui/format.ts'
import { useRepaymentWords } from '../../words/repayments.ts'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'

/** 未払い, 一部受領 or 完済; past its day it is 期限切れ. */
export function DemandState({ state, dueOn }: Pick<DemandForCustomer, 'state' | 'dueOn'>) {
  const words = useRepaymentWords()
  if (state === 'repaid') return <Badge tone="ok">{words.states.repaid}</Badge>
  if (state === 'withdrawn' || state === 'written_off') return <Badge tone="quiet">{words.states[state]}</Badge>
  if (daysUntil(dueOn, serverNow()) < 0) return <Badge tone="danger">{words.overdue}</Badge>
  return <Badge tone={state === 'issued' ? 'attention' : 'info'}>{words.states[state]}</Badge>
}
