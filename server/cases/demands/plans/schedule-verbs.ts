import { dayOf, shortDayInJapanese, type Day } from '../../../core/time.ts'
import { yenSign } from '../../../core/yen.ts'
import { textsOf } from '../../../line/texts.ts'
import type { CaseProposal, CaseVerbs } from '../../approvals/case-verbs.ts'
import type { Tx } from '../../../db/atomically.ts'
import type { Config } from '../../../config.ts'
import { scheduleMessage, type ScheduleTold } from '../../messages/of-schedule.ts'
import { agreeInstalments, instalmentsAgreed } from './agree-instalments.ts'
import { deferAgreed, deferDemand } from './defer-demand.ts'
import { firstDayAtAgreement, instalmentsOf } from './instalments.ts'

const said = (text: string) => ({ ja: text, en: text })

const preview = (about: ScheduleTold) => (config: Config, _tx: Tx, { asked }: CaseProposal): Promise<string[]> => {
  const { demandId, number } = about === 'deferred' ? deferAgreed.parse(asked) : instalmentsAgreed.parse(asked)
  return Promise.resolve(textsOf(scheduleMessage(config, { demandId, number, about })))
}

export const instalmentsVerbs: CaseVerbs = {
  carryOut: agreeInstalments,
  preview: preview('plan-agreed'),
  amountOf: (asked) => instalmentsAgreed.parse(asked).left,
  dueOnOf: (asked) => instalmentsAgreed.parse(asked).firstOn,
  facts: (asked) => {
    const { number, left, times, firstOn } = instalmentsAgreed.parse(asked)
    return [
      { name: { ja: '請求番号', en: 'Demand' }, value: said(number) },
      { name: { ja: '回数', en: 'Instalments' }, value: { ja: `${times}回`, en: String(times) } },
      ...instalmentsOf(BigInt(left), times, firstOn as Day).map(({ no, dueOn, amount }) => ({
        name: { ja: `第${no}回`, en: `No. ${no}` }, value: { ja: `${shortDayInJapanese(dueOn)} ${yenSign(amount)}`, en: `${dueOn} ${yenSign(amount)}` },
      })),
    ]
  },
  changes: async (tx, { asked }, now) => {
    const proposed = instalmentsAgreed.parse(asked)
    const { principal, repaidTotal } = await tx.demand.findUniqueOrThrow({ where: { id: proposed.demandId }, select: { principal: true, repaidTotal: true } })
    const left = principal - repaidTotal
    const firstOn = firstDayAtAgreement(proposed.firstOn as Day, dayOf(now))
    return [
      ...(left === BigInt(proposed.left) ? [] : [{ ja: `いま承認すると、残り${yenSign(left)}を分けます`, en: `Approved now, ${yenSign(left)} is divided` }]),
      ...(firstOn === proposed.firstOn ? [] : [{ ja: `いま承認すると、最初の支払日は${shortDayInJapanese(firstOn)}になります`, en: `Approved now, the first day becomes ${firstOn}` }]),
    ]
  },
}

export const deferVerbs: CaseVerbs = {
  carryOut: deferDemand,
  preview: preview('deferred'),
  dueOnOf: (asked) => deferAgreed.parse(asked).dueOn,
  facts: (asked) => {
    const { number, from, dueOn } = deferAgreed.parse(asked)
    const day = (value: string) => ({ ja: shortDayInJapanese(value as Day), en: value })
    return [
      { name: { ja: '請求番号', en: 'Demand' }, value: said(number) },
      { name: { ja: 'いまの期限', en: 'Present due day' }, value: day(from) },
      { name: { ja: '新しい期限', en: 'New due day' }, value: day(dueOn) },
    ]
  },
}
