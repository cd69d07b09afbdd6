import type { RepaymentRow } from '../../../server/cases/demands/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { useOfficeRepaymentWords } from './words.ts'

const tones: Readonly<Record<RepaymentRow['stands'], Tone>> = { unpaid: 'attention', partly: 'info', instalments: 'info', overdue: 'danger', appealed: 'attention', repaid: 'ok', withdrawn: 'quiet', written_off: 'quiet' }

export function StandsBadge({ stands }: { stands: RepaymentRow['stands'] }) {
  const words = useOfficeRepaymentWords()
  return <Badge tone={tones[stands]}>{words.stands[stands]}</Badge>
}

type PartState = 'paid' | 'partly' | 'due' | 'overdue'
const partTones: Readonly<Record<PartState, Tone>> = { paid: 'ok', partly: 'info', due: 'quiet', overdue: 'danger' }

export function PartBadge({ state }: { state: PartState }) {
  const words = useOfficeRepaymentWords()
  return <Badge tone={partTones[state]}>{words.states[state]}</Badge>
}
