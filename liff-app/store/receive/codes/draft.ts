import { forThisVisit } from '../../../platform/keep.ts'

/** A code that is being charged. Its key is made before anything is sent, so that sending twice charges once. */
export interface CodeDraft {
  readonly key: string
  /** Digits typed so far. */
  readonly amount: string
  /** Twelve digits, from `sent` on. */
  readonly code: string
  /** `sent`: the answer is not known yet, the same key asks again. `asked`: the customer decides on their own screen. */
  readonly stage: 'typing' | 'sent' | 'asked'
  readonly requestId: string | null
}

export const newDraft = (amount = ''): CodeDraft => ({ key: crypto.randomUUID(), amount, code: '', stage: 'typing', requestId: null })

/** The draft of before a reload, or a new one. */
export function openDraft(): CodeDraft {
  const kept = forThisVisit.read('code-draft')
  return kept === null ? newDraft() : (JSON.parse(kept) as CodeDraft)
}

export function keepDraft(draft: CodeDraft | null): void {
  forThisVisit.write('code-draft', draft && JSON.stringify(draft))
}

const codeLength = 12

/** The digits of a one-time code in what a camera read; null when it is none of ours. */
export function codeIn(scanned: string): string | null {
  const digits = scanned.normalize('NFKC').replace(/[\s-]/g, '')
  return digits.length === codeLength && /^\d+$/.test(digits) ? digits : null
}

export const isWhole = (digits: string): boolean => digits.length === codeLength
export const cut = (digits: string): string => digits.slice(0, codeLength)
