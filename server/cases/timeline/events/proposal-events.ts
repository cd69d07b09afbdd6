import { z } from 'zod'
import { caseKinds } from '../../../approval/contract.ts'
import { approvalKindWords } from '../../words.ts'
import type { Says, Sentence } from '../sentence.ts'

const proposal = { number: z.string(), proposal: z.enum(caseKinds) }

export const proposalEvents = [
  z.object({ kind: z.literal('proposed'), ...proposal, reason: z.string() }),
  z.object({ kind: z.literal('approved'), ...proposal, reason: z.string() }),
  z.object({ kind: z.literal('sent_back'), ...proposal, reason: z.string() }),
  z.object({ kind: z.literal('proposal_expired'), ...proposal }),
  z.object({ kind: z.literal('proposal_withdrawn'), ...proposal, reason: z.string() }),
] as const

interface Decided {
  readonly number: string
  readonly proposal: (typeof caseKinds)[number]
  readonly reason: string
}

const done =
  (ja: string, en: string) =>
  ({ number, proposal: kind, reason }: Decided): Sentence => ({ ja: `${ja}：${approvalKindWords[kind].ja} ${number}（${reason}）`, en: `${en}: ${approvalKindWords[kind].en} ${number} (${reason})` })

export const proposalSays: Says<typeof proposalEvents> = {
  proposed: done('起案', 'Proposed'),
  approved: done('承認', 'Approved'),
  sent_back: done('差し戻し', 'Sent back'),
  proposal_withdrawn: done('起案の取り下げ', 'Proposal taken back'),
  proposal_expired: ({ proposal: kind, number }) => ({
    ja: `起案が期限切れになりました：${approvalKindWords[kind].ja} ${number}`, en: `Proposal expired: ${approvalKindWords[kind].en} ${number}`,
  }),
}
