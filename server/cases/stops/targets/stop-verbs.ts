import type { Config } from '../../../config.ts'
import type { Tx } from '../../../db/atomically.ts'
import { textsOf } from '../../../line/texts.ts'
import type { CaseVerbs } from '../../approvals/case-verbs.ts'
import { storeResumedMessage, storeStoppedMessage } from '../../messages/store-stops.ts'
import { confirmAsked, confirmStop } from './confirm-stop.ts'
import { liftAsked, liftStop } from './lift-stop.ts'
import { stopReasonWords, targetWords } from './target.ts'
import { unpaidTo } from './targets-of-case.ts'

const same = (text: string) => ({ ja: text, en: text })
const targetName = { ja: '止める対象', en: 'Target' }

export const confirmStopVerbs: CaseVerbs = {
  carryOut: confirmStop,
  facts: (asked) => {
    const { target, name, reason } = confirmAsked.parse(asked)
    return [
      { name: targetName, value: targetWords[target] },
      { name: { ja: '名称', en: 'Name' }, value: same(name) },
      { name: { ja: '理由の区分', en: 'Reason' }, value: stopReasonWords[reason] },
    ]
  },
  preview: async (config, tx, { asked }) => {
    const { target, targetId } = confirmAsked.parse(asked)
    return previewOf(config, tx, target, targetId, 'stopped')
  },
}

export const liftStopVerbs: CaseVerbs = {
  carryOut: liftStop,
  facts: (asked) => {
    const { target, name } = liftAsked.parse(asked)
    return [{ name: targetName, value: targetWords[target] }, { name: { ja: '名称', en: 'Name' }, value: same(name) }]
  },
  preview: async (config, tx, { asked }) => {
    const { target, targetId } = liftAsked.parse(asked)
    return previewOf(config, tx, target, targetId, 'resumed')
  },
}

/** Stores are told; whoever holds a stopped device reads it when they try to pay. */
async function previewOf(config: Config, tx: Tx, target: keyof typeof targetWords, targetId: string, about: 'stopped' | 'resumed'): Promise<readonly string[]> {
  if (target !== 'acceptance' && target !== 'payouts') return []
  if (about === 'resumed') return textsOf(storeResumedMessage(config, { target }))
  const unpaid = target === 'payouts' ? ((await unpaidTo(tx, [targetId])).get(targetId) ?? 0n) : null
  return textsOf(storeStoppedMessage(config, { target, unpaid }))
}
