import { dayOf, shortDayInJapanese, type Day } from '../../core/time.ts'
import { textsOf } from '../../line/texts.ts'
import type { CaseVerbs } from '../approvals/case-verbs.ts'
import { demandMessage } from '../messages/to-customer.ts'
import { dueDayAtIssue } from './demand.ts'
import { demandAsked, demandRepayment } from './demand-repayment.ts'

export const demandVerbs: CaseVerbs = {
  carryOut: demandRepayment,
  preview: (config, _tx, { caseId, asked }, now) => {
    const { dueOn } = demandAsked.parse(asked)
    return Promise.resolve(textsOf(demandMessage(config, { demandId: caseId, number: '（承認のときに決まります）', dueOn: dueDayAtIssue(dueOn as Day, dayOf(now)) })))
  },
  amountOf: (asked) => demandAsked.parse(asked).amount,
  dueOnOf: (asked) => demandAsked.parse(asked).dueOn,
  changes: (_tx, { asked }, now) => {
    const demand = demandAsked.parse(asked)
    const dueOn = dueDayAtIssue(demand.dueOn as Day, dayOf(now))
    if (dueOn === demand.dueOn) return Promise.resolve([])
    return Promise.resolve([{ ja: `いま承認すると、期限は${shortDayInJapanese(dueOn)}になります（発行から14日以上）`, en: `Approved now, the due day becomes ${dueOn} (at least 14 days)` }])
  },
}
