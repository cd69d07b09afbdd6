import type { VerbsFromAbove } from '../../payments/decide-money.ts'
import { carryOutChange, changesOfRule } from './carry-out-change.ts'
import { orderByTwo } from './orders/order-by-two.ts'

/** What two officers decide about fraud rules, for the list of approvals. */
export const ruleVerbs: VerbsFromAbove = {
  put_rule_in_force: { carryOut: carryOutChange, changes: changesOfRule },
  allow_subject: { carryOut: orderByTwo('allow') },
  snooze_subject: { carryOut: orderByTwo('snooze') },
}
