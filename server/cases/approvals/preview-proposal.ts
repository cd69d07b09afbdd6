import type { CaseKind } from '../../approval/approval.ts'
import type { Config } from '../../config.ts'
import { dayOf, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import { dueDayAtIssue } from '../demands/demand.ts'
import { demandAsked } from '../demands/demand-repayment.ts'
import { textsOf } from '../../line/texts.ts'
import { demandMessage, resumedMessage, stoppedMessage } from '../messages/to-customer.ts'
import { nextBusinessDay } from '../clocks/urgency.ts'

interface Proposal {
  readonly caseId: string
  readonly kind: CaseKind
  readonly asked: unknown
}

/** What the customer will read in LINE if this is approved now. */
export async function previewOf(config: Config, tx: Tx, { caseId, kind, asked }: Proposal, now: Date): Promise<string[]> {
  switch (kind) {
    case 'confirm_freeze':
      return textsOf(stoppedMessage(config, { reviewBy: nextBusinessDay(dayOf(now)) }))
    case 'demand': {
      const { dueOn } = demandAsked.parse(asked)
      return textsOf(demandMessage(config, { demandId: caseId, number: '（承認のときに決まります）', dueOn: dueDayAtIssue(dueOn as Day, dayOf(now)) }))
    }
    case 'unfreeze': {
      const { customerId } = await tx.fraudCase.findUniqueOrThrow({ where: { id: caseId }, select: { customerId: true } })
      if (customerId === null) return []
      const wallet = await tx.wallet.findUniqueOrThrow({ where: { customerId }, select: { balance: true } })
      const repaid = await tx.demand.count({ where: { caseId, state: 'repaid' } })
      return textsOf(resumedMessage(config, { balance: wallet.balance, afterRepayment: repaid > 0 }))
    }
  }
}
