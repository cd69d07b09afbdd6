import type { CaseRow } from '../../../server/cases/contract.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { useOfficeWords } from '../words.ts'

export type Urgency = CaseRow['urgency']
export type CaseState = CaseRow['state']

export const urgencyTones: Readonly<Record<Urgency, Tone>> = { immediate: 'danger', daily: 'attention', monthly: 'info' }
const stateTones: Readonly<Record<CaseState, Tone>> = {
  opened: 'attention',
  checking_facts: 'info',
  cleared: 'ok',
  confirmed: 'danger',
  frozen: 'stopped',
  demanded: 'attention',
  repaying: 'info',
  repaid: 'ok',
  written_off: 'quiet',
  closed: 'quiet',
}

export function UrgencyBadge({ urgency }: { urgency: Urgency }) {
  const words = useOfficeWords()
  return <Badge tone={urgencyTones[urgency]}>{words.urgency[urgency]}</Badge>
}

export function CaseStateBadge({ state }: { state: CaseState }) {
  const words = useOfficeWords()
  return <Badge tone={stateTones[state]}>{words.caseState[state]}</Badge>
}
