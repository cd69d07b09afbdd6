import { dayInEnglish, dayInJapanese, type Day } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import { textsOf } from '../../../line/texts.ts'
import type { CaseVerbs } from '../../approvals/case-verbs.ts'
import { returnedMessage } from '../../messages/of-giving-back.ts'
import { manualMethodWords } from '../../words.ts'
import { returnAgreed, returnRepayment } from './return-repayment.ts'

export const returnVerbs: CaseVerbs = {
  carryOut: returnRepayment,
  preview: (config, _tx, { asked }) => Promise.resolve(textsOf(returnedMessage(config, returnAgreed.parse(asked)))),
  facts: (asked) => {
    const { number, method, reference, returnedOn } = returnAgreed.parse(asked)
    return [
      { name: { ja: '請求番号', en: 'Demand' }, value: { ja: number, en: number } },
      { name: { ja: '方法', en: 'Method' }, value: manualMethodWords[method] },
      { name: { ja: '振込・窓口の番号', en: 'Number of the transfer' }, value: { ja: reference, en: reference } },
      { name: { ja: '返す日', en: 'Given back on' }, value: { ja: dayInJapanese(returnedOn as Day), en: dayInEnglish(returnedOn as Day) } },
    ]
  },
  amountOf: (asked) => returnAgreed.parse(asked).amount,
  changes: async (tx, { asked }) => {
    const { demandId, amount, reference } = returnAgreed.parse(asked)
    const demand = await tx.demand.findUniqueOrThrow({ where: { id: demandId }, select: { repaidTotal: true, givenBack: { select: { id: true } } } })
    const used = await tx.repaymentReturn.count({ where: { reference, demandId: { not: demandId } } })
    return [
      ...(demand.givenBack ? [{ ja: 'この請求で受け取ったお金は、すでにお返ししました', en: 'What came in for this demand went back already' }] : []),
      ...(demand.repaidTotal.toString() === amount ? [] : [{ ja: `受け取った金額は、いま${yenSign(demand.repaidTotal)}です`, en: `What came in is ${yenSign(demand.repaidTotal)} by now` }]),
      ...(used > 0 ? [{ ja: `番号 ${reference} は、別の返金に記録されています`, en: `Number ${reference} is recorded for another return` }] : []),
    ]
  },
}
