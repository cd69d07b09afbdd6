import { z } from 'zod'

/** What two officers decide about a case. */
export const caseKinds = [
  'confirm_freeze',
  'unfreeze',
  'confirm_stop',
  'lift_stop',
  'demand',
  'withdraw_demand',
  'instalments',
  'defer',
  'book_repayment',
  'write_off',
  'return_repayment',
] as const
/** What two officers decide about money, a function of the programme, a fraud rule or a customer's own stop, without a case. */
export const moneyKinds = ['refund', 'assign_suspense', 'return_suspense', 'release_payout', 'resume_function', 'put_rule_in_force', 'allow_subject', 'snooze_subject', 'release_self_stop'] as const

export const sentence = z.object({ ja: z.string(), en: z.string() })
export type Sentence = z.infer<typeof sentence>

/**
 * 起案書: what the proposer of something about money saw and what will follow from it, in words. It is the snapshot of every
 * kind of proposal that has no case, so that screens and messages show a kind they have never heard of.
 */
export const proposalSheet = z.object({
  takenAt: z.iso.datetime(),
  /** 「お支払い 2611 2512 3456」. */
  about: sentence,
  /** Yen in question; null when it is not about an amount. */
  amount: z.string().nullable(),
  /** Names and values. A name's value reads the same in both languages, or is given in both. */
  facts: z.array(z.object({ name: sentence, value: sentence })),
  /** What approving does. */
  consequences: z.array(sentence),
})
export type ProposalSheet = z.infer<typeof proposalSheet>
