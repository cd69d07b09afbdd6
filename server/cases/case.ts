import { refused, type Refusal } from '../core/refusal.ts'

export type CaseState = 'opened' | 'checking_facts' | 'cleared' | 'confirmed' | 'frozen' | 'demanded' | 'repaying' | 'repaid' | 'written_off' | 'closed'
/** 問題なし, 不正確定 or 判断できない. The last one finds nothing, so it is no state: the case stays 確認中 with it. */
export type Verdict = 'cleared' | 'confirmed' | 'undecided'

export const stateWords: Readonly<Record<CaseState, { ja: string; en: string }>> = {
  opened: { ja: '新規', en: 'new' },
  checking_facts: { ja: '確認中', en: 'checking facts' },
  cleared: { ja: '問題なし', en: 'cleared' },
  confirmed: { ja: '不正確定', en: 'confirmed' },
  frozen: { ja: '凍結', en: 'frozen' },
  demanded: { ja: '請求中', en: 'repayment demanded' },
  repaying: { ja: '返済中', en: 'repaying' },
  repaid: { ja: '完済', en: 'repaid' },
  written_off: { ja: '免除・貸倒', en: 'written off' },
  closed: { ja: '終了', en: 'closed' },
}

/** Nobody has said yet what it was. */
export const checking: readonly CaseState[] = ['opened', 'checking_facts']
/** 判断できない is said, and nothing new has come since. */
export const isUndecided = ({ state, verdict }: { readonly state: CaseState; readonly verdict: Verdict | null }): boolean => state === 'checking_facts' && verdict === 'undecided'

/** Found fraudulent, and not over yet. */
export const confirmedStates: readonly CaseState[] = ['confirmed', 'frozen', 'demanded', 'repaying']

export const notNow = ({ state }: { readonly state: CaseState }): Refusal => refused('not-in-this-state', { state: stateWords[state].ja, stateEn: stateWords[state].en })

/** Where a case stands after each thing that can happen to it. */
export const next = {
  taken: (state: CaseState): CaseState => (state === 'opened' ? 'checking_facts' : state),
  judged: (verdict: Verdict): CaseState => (verdict === 'undecided' ? 'checking_facts' : verdict),
  /** A freeze confirmed after the demand doesn't take the case back. */
  freezeConfirmed: (state: CaseState): CaseState => (state === 'confirmed' ? 'frozen' : state),
  demanded: (): CaseState => 'demanded',
  received: (left: bigint): CaseState => (left === 0n ? 'repaid' : 'repaying'),
  /** Money that had been repaid is owed again. */
  reversed: (repaid: bigint): CaseState => (repaid > 0n ? 'repaying' : 'demanded'),
  /** Whoever is stopped stays so: what they owe was wrong, not that they owe. */
  withdrawn: (freezeConfirmed: boolean): CaseState => (freezeConfirmed ? 'frozen' : 'confirmed'),
  writtenOff: (): CaseState => 'written_off',
  unfrozen: (state: CaseState): CaseState => (state === 'frozen' ? 'confirmed' : state),
} as const
