import type { VerbsFromAbove } from '../../payments/decide-money.ts'
import { carryOutChange, changesOfRule } from './carry-out-change.ts'
import { allowSubject } from './orders/allow-subject.ts'

/** What two officers decide about fraud rules, for the list of approvals. */
export const ruleVerbs: VerbsFromAbove = {
  put_rule_in_force: { carryOut: carryOutChange, changes: changesOfRule },
  allow_subject: { carryOut: allowSubject },
}
