import { refused, type Refusal } from '../../../core/refusal.ts'
import { isUndecided, notNow, type CaseState, type Verdict } from '../../case.ts'
import type { stopReasons, targetKinds } from './contract.ts'

export type TargetKind = (typeof targetKinds)[number]

export const targetWords = {
  device: { ja: '端末', en: 'device' },
  line_account: { ja: 'LINEアカウント', en: 'LINE account' },
  acceptance: { ja: '店舗の受付', en: 'store’s acceptance' },
  payouts: { ja: '店舗の換金', en: 'store’s payouts' },
} as const satisfies Record<TargetKind, { readonly ja: string; readonly en: string }>

export type StopReason = (typeof stopReasons)[number]

export const stopReasonWords = {
  takeover: { ja: '乗っ取りの疑い', en: 'suspected takeover' },
  lost_phone: { ja: '端末の紛失', en: 'lost phone' },
  own_store: { ja: '自店決済の疑い', en: 'suspected own-store payments' },
  cash_out: { ja: '換金の疑い', en: 'suspected cashing out' },
  collusion: { ja: '共謀の疑い', en: 'suspected collusion' },
  void_abuse: { ja: '取消の悪用の疑い', en: 'suspected abuse of voids' },
  other: { ja: 'その他', en: 'other' },
} as const satisfies Record<StopReason, { readonly ja: string; readonly en: string }>

/** One thing that a case could stop, as it stands now. */
export interface TargetStanding {
  readonly kind: TargetKind
  readonly caseState: CaseState
  readonly caseVerdict: Verdict | null
  readonly open: 'provisional' | 'confirmed' | null
  /** The number of the case that stops it, when that is another one. */
  readonly otherCase: string | null
  /** One officer alone has already stopped it once for this case. */
  readonly provisionalUsed: boolean
  /** Yen that the store still has to get; null for anything but payouts. */
  readonly unpaid: bigint | null
  /** Waiting proposals about this target. */
  readonly pending: { readonly confirm_stop?: string; readonly lift_stop?: string }
}

const nothingUnpaid = ({ unpaid, open }: TargetStanding): Refusal | null => (unpaid === 0n && open === null ? refused('nothing-unpaid') : null)

/** Over, or nothing was found that could be a reason. */
function noReasonToStop({ caseState: state, caseVerdict: verdict }: TargetStanding): Refusal | null {
  if (state === 'closed') return notNow({ state })
  return isUndecided({ state, verdict }) ? refused('verdict-undecided') : null
}

/** Why one officer cannot stop it now, or null. */
export function mayStop(target: TargetStanding): Refusal | null {
  if (target.open) return refused('already-stopped')
  return noReasonToStop(target) ?? nothingUnpaid(target) ?? (target.provisionalUsed ? refused('stop-used-up') : null)
}

/** Why two officers cannot make it a confirmed stop now, or null. */
export function mayConfirmStop(target: TargetStanding): Refusal | null {
  if (target.open === 'confirmed' || target.otherCase !== null) return refused('already-stopped')
  return noReasonToStop(target) ?? nothingUnpaid(target)
}

/** Why two officers cannot let it go on now, or null. */
export function mayLiftStop(target: TargetStanding): Refusal | null {
  if (target.otherCase !== null) return refused('stopped-by-other-case', { case: target.otherCase })
  return target.open ? null : refused('nothing-frozen')
}

/** A proposal needs the move itself, and none of its kind waiting. */
export function mayProposeStop(kind: 'confirm_stop' | 'lift_stop', target: TargetStanding): Refusal | null {
  const number = target.pending[kind]
  const no = kind === 'confirm_stop' ? mayConfirmStop(target) : mayLiftStop(target)
  return no ?? (number === undefined ? null : refused('proposal-pending', { number }))
}
