import { refused, type Refusal } from '../core/refusal.ts'
import { explained } from '../core/refusal-words.ts'
import type { Move } from './contract.ts'
import { mayProposeBooking } from './demands/by-hand/may-book.ts'
import { mayProposeDemand } from './demands/may-demand.ts'
import { mayDeclineInstalments, mayProposeDefer, mayProposeInstalments } from './demands/plans/may-schedule.ts'
import { mayProposeReturn } from './demands/giving-back/may-return.ts'
import { openDemandOf } from './demands/while-owed.ts'
import { mayProposeWithdrawal } from './demands/withdrawal/may-withdraw.ts'
import { mayProposeWriteOff } from './demands/write-off/may-write-off.ts'
import { mayAskStore } from './fact-checks/may-ask.ts'
import { mayAct, mayClose, mayGiveVerdict, mayOpenLinked, mayTake } from './may.ts'
import { mayNoteLimitation } from './limitation/may-note.ts'
import { mayPostLetter, mayPrintLetter } from './papers/may-print.ts'
import { mayReportToPolice } from './police/may-report.ts'
import type { Acting, CaseStanding } from './standing.ts'
import { mayAskCustomer } from './questions/may-ask-customer.ts'
import { mayFreezeProvisionally, mayProposeFreeze, mayProposeUnfreeze } from './stops/may-stop.ts'

/** The moves a screen may offer, each open or with the reason why not. */
export function movesOf(standing: CaseStanding, acting: Acting): Move[] {
  const nobody = mayAct(acting)
  const told = (name: Move['name'], no: Refusal | null): Move => ({ name, needsApproval: name.startsWith('propose-'), disabled: explained(nobody ?? no) })
  return [
    // Who has it already may press it again; the screen says whose it is instead.
    told('take', mayTake(standing, acting.officerId, false) ?? (standing.owner && refused('already-taken', { owner: standing.owner.name }))),
    told('ask-store', mayAskStore(standing)),
    ...(standing.hasCustomer ? [told('ask-customer', mayAskCustomer(standing))] : []),
    told('freeze-provisionally', mayFreezeProvisionally(standing)),
    told('give-verdict', mayGiveVerdict(standing)),
    ...(standing.hasCustomer ? [] : [told('open-linked-case', mayOpenLinked(standing))]),
    told('propose-freeze', mayProposeFreeze(standing)),
    told('propose-demand', mayProposeDemand(standing)),
    told('propose-instalments', mayProposeInstalments(standing)),
    // A wish that nobody has is not declined either.
    ...(standing.openDemands.some(({ asked }) => asked) ? [told('decline-instalments', mayDeclineInstalments(standing))] : []),
    told('propose-defer', mayProposeDefer(standing)),
    // Of a demand nobody thinks before there is one.
    ...(openDemandOf(standing)
      ? [
          told('print-letter', mayPrintLetter(standing)),
          told('record-posting', mayPostLetter(standing)),
          told('propose-booking', mayProposeBooking(standing)),
          told('propose-withdrawal', mayProposeWithdrawal(standing)),
          told('propose-write-off', mayProposeWriteOff(standing)),
        ]
      : []),
    // Nor of giving back before something has to go back.
    ...(standing.toReturn === null ? [] : [told('propose-return', mayProposeReturn(standing))]),
    // And of what follows from a finding nobody before it.
    ...(mayReportToPolice(standing) ? [] : [told('report-to-police', null)]),
    ...(mayNoteLimitation(standing) ? [] : [told('note-limitation', null)]),
    told('propose-unfreeze', mayProposeUnfreeze(standing)),
    told('close', mayClose(standing)),
  ]
}
