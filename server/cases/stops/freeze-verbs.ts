import { dayOf } from '../../core/time.ts'
import { textsOf } from '../../line/texts.ts'
import type { CaseVerbs } from '../approvals/case-verbs.ts'
import { nextBusinessDay } from '../../core/business-calendar.ts'
import { resumedMessage, stoppedMessage } from '../messages/to-customer.ts'
import { confirmFreeze } from './confirm-freeze.ts'
import { liftFreeze } from './lift-freeze.ts'

export const confirmFreezeVerbs: CaseVerbs = {
  carryOut: confirmFreeze,
  preview: (config, _tx, _proposal, now) => Promise.resolve(textsOf(stoppedMessage(config, { reviewBy: nextBusinessDay(dayOf(now)) }))),
}

export const unfreezeVerbs: CaseVerbs = {
  carryOut: liftFreeze,
  preview: async (config, tx, { caseId }) => {
    const { customerId } = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { customerId: true } })
    if (customerId === null) return []
    const wallet = await tx.wallet.findUniqueOrThrow({ where: { customerId }, select: { balance: true } })
    const repaid = await tx.demand.count({ where: { caseId, state: { in: ['repaid', 'written_off'] } } })
    return textsOf(resumedMessage(config, { balance: wallet.balance, afterRepayment: repaid > 0 }))
  },
}
