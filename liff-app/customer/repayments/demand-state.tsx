import { Badge, type Tone } from '../../ui/badge.tsx'
import { useInstalmentWords } from '../../words/instalments.ts'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'

const tones: Readonly<Record<DemandForCustomer['stands'], Tone>> = { unpaid: 'attention', partly: 'info', instalments: 'info', overdue: 'danger', appealed: 'info', repaid: 'ok' }

/** How a demand stands, in a word. */
export function DemandState({ stands }: Pick<DemandForCustomer, 'stands'>) {
  const words = useInstalmentWordsuseRepaymentWords()
  if (state === 'repaid') return <Badge tone="ok">{words.states.repaid}</Badge>
  if (state === 'withdrawn' || state === 'written_off') return <Badge tone="quiet">{words.states[state]}</Badge>
  if (daysUntil(dueOn, serverNow()
  return <Badge tone={tones[stands]}>{words.stands[stands]}</Badge>
}
