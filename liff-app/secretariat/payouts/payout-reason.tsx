import { ReasonSheet } from '../frame/reason-sheet.tsx'
import { useSend } from './queries.ts'

interface PayoutReasonProps {
  readonly title: string
  readonly note?: string
  readonly hint: string
  /** Where the reason is sent. */
  readonly path: string
  readonly send: string
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Why something about payouts is done. */
export function PayoutReason({ path, onDone, ...sheet }: PayoutReasonProps) {
  const sending = useSend(path)
  return <ReasonSheet {...sheet} sending={sending} onSend={(reason) => sending.mutate({ reason }, { onSuccess: onDone })} />
}
