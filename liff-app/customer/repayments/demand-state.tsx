import { Badge, type Tone } from '../../ui/badge.tsx'
import { useInstalmentWords } from '../../words/instalments.ts'
import type { DemandForCustomer } from '../../../server/cases/contract.ts'

const tones: Readonly<Record<DemandForCustomer['stands'], Tone>> = { unpaid: 'attention', partly: 'info', instalments: 'info', overdue: 'danger', appealed: 'info', repaid: 'ok', withdrawn: 'quiet', written_off: 'quiet' }

/** How a demand stands, in a word. */
export function DemandState({ stands }: Pick<DemandForCustomer, 'stands'>) {
  const words = useInstalmentWords()
  return <Badge tone={tones[stands]}>{words.stands[stands]}</Badge>
}
