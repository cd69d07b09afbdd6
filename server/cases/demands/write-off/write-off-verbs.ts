import { textsOf } from '../../../line/texts.ts'
import type { CaseVerbs } from '../../approvals/case-verbs.ts'
import { waivedMessage } from '../../messages/of-papers.ts'
import { writeOffWords } from '../../words.ts'
import { writeOffAsked, writeOffDemand } from './write-off-demand.ts'

export const writeOffVerbs: CaseVerbs = {
  carryOut: writeOffDemand,
  preview: (config, _tx, { asked }) => {
    const writeOff = writeOffAsked.parse(asked)
    return Promise.resolve(writeOff.kind === 'waived' ? textsOf(waivedMessage(config, writeOff)) : [])
  },
  facts: (asked) => {
    const { number, kind, ground, efforts } = writeOffAsked.parse(asked)
    return [
      { name: { ja: '請求番号', en: 'Demand' }, value: { ja: number, en: number } },
      { name: { ja: '区分', en: 'Kind' }, value: writeOffWords[kind] },
      { name: { ja: '根拠', en: 'Ground' }, value: { ja: ground, en: ground } },
      { name: { ja: '督促・連絡の記録', en: 'Reminders, letters and talks' }, value: { ja: `${efforts}回`, en: String(efforts) } },
    ]
  },
  amountOf: (asked) => writeOffAsked.parse(asked).amount,
}
