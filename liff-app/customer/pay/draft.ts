import { forThisVisit } from '../../platform/keep.ts'
import { sameTarget, type StoreTarget, type Target } from './target.ts'

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
export function openDraft(target: StoreTarget): Draft {
  const mine = keptFor(target)
  if (mine?.stage === 'typing') return mine
  const draft: Draft = { key: crypto.randomUUID(), target, amount: mine?.stage === 'sent' ? mine.amount : '', stage: 'typing' }
  keepDraft(draft)
  return draft
}

/**
 * The draft of a store's payment request. One request is paid by one key: also after a reload, and when it is opened again
 * after it was paid. A refused one may be tried with another key.
 */
export function openRequestDraft(token: string, amount: string): Draft {
  const target: Target = { by: 'request', token }
  const mine = keptFor(target)
  if (mine && mine.stage !== 'sent') return mine
  const draft: Draft = { key: crypto.randomUUID(), target, amount, stage: 'typing' }
  keepDraft(draft)
  return draft
}

/** What was kept for this target, or null when something else was being paid. */
export function keptFor(target: Target): Draft | null {
  const kept = keptDraft()
  return kept && sameTarget(kept.target, target) ? kept : null
}

export function keepDraft(draft: Draft): void {
  forThisVisit.write('payment-draft', JSON.stringify(draft))
}

/** Somebody decided not to pay: the next time begins with nothing typed. */
export const dropDraft = (): void => forThisVisit.write('payment-draft', null)

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
