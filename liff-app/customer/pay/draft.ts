import { forThisVisit } from '../../platform/keep.ts'
import { sameTarget, type Target } from './target.ts'

/** A payment being prepared. Its key is made before anything is sent, so that sending twice pays once. */
export interface Draft {
  readonly key: string
  readonly target: Target
  /** Digits typed so far. */
  readonly amount: string
  /** From `sent` on the key is used: another attempt needs another one. */
  readonly stage: 'typing' | 'sent' | 'paid'
}

/**
 * The draft for this store: the one of before a reload, or a new one. A draft whose payment was refused gives its amount
 * to the new one, so that 「金額を直す」 begins with what was typed.
 */
export function openDraft(target: Target): Draft {
  const kept = keptDraft()
  const mine = kept && sameTarget(kept.target, target) ? kept : null
  if (mine?.stage === 'typing') return mine
  const draft: Draft = { key: crypto.randomUUID(), target, amount: mine?.stage === 'sent' ? mine.amount : '', stage: 'typing' }
  keepDraft(draft)
  return draft
}

export function keepDraft(draft: Draft): void {
  forThisVisit.write('payment-draft', JSON.stringify(draft))
}

/** Going back from a finished payment must not lead into paying it again. */
export function markPaid(key: string): void {
  const kept = keptDraft()
  if (kept?.key === key) keepDraft({ ...kept, stage: 'paid' })
}

export function isPaid(key: string): boolean {
  const kept = keptDraft()
  return kept?.stage === 'paid' && kept.key === key
}

export function keptDraft(): Draft | null {
  const kept = forThisVisit.read('payment-draft')
  return kept === null ? null : (JSON.parse(kept) as Draft)
}
