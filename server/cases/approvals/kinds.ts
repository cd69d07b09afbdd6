import type { CaseKind } from '../../approval/approval.ts'
import { bookingVerbs } from '../demands/by-hand/booking-verbs.ts'
import { demandVerbs } from '../demands/demand-verbs.ts'
import { deferVerbs, instalmentsVerbs } from '../demands/plans/schedule-verbs.ts'
import { returnVerbs } from '../demands/giving-back/return-verbs.ts'
import { withdrawalVerbs } from '../demands/withdrawal/withdrawal-verbs.ts'
import { writeOffVerbs } from '../demands/write-off/write-off-verbs.ts'
import { confirmFreezeVerbs, unfreezeVerbs } from '../stops/freeze-verbs.ts'
import { confirmStopVerbs, liftStopVerbs } from '../stops/targets/stop-verbs.ts'
import type { CaseVerbs } from './case-verbs.ts'

/** Every kind of proposal about a case, and who carries it out. A kind without a line doesn't compile. */
const kinds: Readonly<Record<CaseKind, CaseVerbs>> = {
  confirm_freeze: confirmFreezeVerbs,
  unfreeze: unfreezeVerbs,
  demand: demandVerbs,
  confirm_stop: confirmStopVerbs,
  lift_stop: liftStopVerbs,
  instalments: instalmentsVerbs,
  defer: deferVerbs,
  withdraw_demand: withdrawalVerbs,
  book_repayment: bookingVerbs,
  write_off: writeOffVerbs,
  return_repayment: returnVerbs,
}

export const caseVerbsOf = (kind: CaseKind): CaseVerbs => kinds[kind]
