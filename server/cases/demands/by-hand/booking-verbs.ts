import { dayInEnglish, dayInJapanese, type Day } from '../../../core/time.ts'
import { textsOf } from '../../../line/texts.ts'
import type { CaseVerbs } from '../../approvals/case-verbs.ts'
import { partReceivedMessage, repaidMessage } from '../../messages/to-customer.ts'
import { manualMethodWords } from '../../words.ts'
import { dueDayOf } from '../plans/read-plan.ts'
import { agreeBooking, bookingAgreed } from './agree-booking.ts'

export const bookingVerbs: CaseVerbs = {
  carryOut: agreeBooking,
  preview: async (config, tx, { asked }) => {
    const { demandId, number, amount, receivedOn } = bookingAgreed.parse(asked)
    const demand = await tx.demand.findUniqueOrThrow({ where: { id: demandId }, select: { principal: true, repaidTotal: true, released: true } })
    const told = { demandId, number, receivedOn: receivedOn as Day }
    const isAll = BigInt(amount) >= demand.principal - demand.repaidTotal - demand.released
    return textsOf(isAll ? repaidMessage(config, told) : partReceivedMessage(config, { ...told, dueOn: await dueDayOf(tx, demandId) }))
  },
  facts: (asked) => {
    const { number, method, reference, receivedOn } = bookingAgreed.parse(asked)
    return [
      { name: { ja: '請求番号', en: 'Demand' }, value: { ja: number, en: number } },
      { name: { ja: '受け取った日', en: 'Received on' }, value: { ja: dayInJapanese(receivedOn as Day), en: dayInEnglish(receivedOn as Day) } },
      { name: { ja: '方法', en: 'Method' }, value: manualMethodWords[method] },
      { name: { ja: '明細の番号', en: 'Number on the statement' }, value: { ja: reference, en: reference } },
    ]
  },
  amountOf: (asked) => bookingAgreed.parse(asked).amount,
  changes: async (tx, { asked }) => {
    const { reference } = bookingAgreed.parse(asked)
    const booked = await tx.manualReceipt.count({ where: { reference } })
    return booked === 0 ? [] : [{ ja: `明細の番号 ${reference} は、すでに記録されています`, en: `Number ${reference} of the statement is booked already` }]
  },
}
