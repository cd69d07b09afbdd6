import { textsOf } from '../../../line/texts.ts'
import type { CaseVerbs } from '../../approvals/case-verbs.ts'
import { withdrawnMessage } from '../../messages/of-papers.ts'
import { withdrawalAsked, withdrawDemand } from './withdraw-demand.ts'

export const withdrawalVerbs: CaseVerbs = {
  carryOut: withdrawDemand,
  preview: (config, _tx, { asked }) => Promise.resolve(textsOf(withdrawnMessage(config, withdrawalAsked.parse(asked)))),
  facts: (asked) => {
    const { number } = withdrawalAsked.parse(asked)
    return [{ name: { ja: '請求番号', en: 'Demand' }, value: { ja: number, en: number } }]
  },
  amountOf: (asked) => withdrawalAsked.parse(asked).amount,
}
