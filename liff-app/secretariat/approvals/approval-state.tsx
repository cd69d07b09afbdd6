import type { ApprovalSeen } from '../../../server/cases/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { useOfficeWords } from '../words.ts'

const tones: Readonly<Record<ApprovalSeen['state'], Tone>> = { proposed: 'attention', approved: 'ok', sent_back: 'danger', expired: 'quiet', withdrawn: 'quiet' }

export function ApprovalStateBadge({ state }: { state: ApprovalSeen['state'] }) {
  const { approvals } = useOfficeWords()
  return <Badge tone={tones[state]}>{approvals.state[state]}</Badge>
}
