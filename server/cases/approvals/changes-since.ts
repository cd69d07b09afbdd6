import { yenSign } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import type { Sentence } from '../timeline/sentence.ts'
import type { CaseProposal } from './case-verbs.ts'
import { caseVerbsOf } from './kinds.ts'

/** What is different from what the proposer saw, for whoever decides. */
export async function changesSince(tx: Tx, proposal: CaseProposal, customerId: string | null, now: Date): Promise<Sentence[]> {
  const { caseId, proposedAt } = proposal
  const since = { gt: proposedAt }
  const payments = customerId === null ? 0 : await tx.payment.count({ where: { customerId, paidAt: since } })
  const voided = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM case_payments cp JOIN payments p ON p.id = cp.payment_id WHERE cp.case_id = ${caseId}::uuid AND p.state = 'voided'`
  const alerts = await tx.alert.count({ where: { caseId, raisedAt: since } })
  const answers = await tx.factCheck.count({ where: { caseId, answeredAt: since } })
  const lapsed = await tx.freeze.count({ where: { caseId, state: 'lapsed', endedAt: since } })
  const repaid = await tx.repayment.aggregate({ where: { demand: { caseId }, receivedAt: since }, _sum: { amount: true } })
  return [
    ...counted(payments, (n) => ({ ja: `起案のあとに新しい支払いが${n}件あります`, en: `${n} new payments since the proposal` })),
    ...counted(Number(voided[0]?.count ?? 0n), (n) => ({ ja: `取り消された支払いが${n}件あります`, en: `${n} payments were voided` })),
    ...counted(alerts, (n) => ({ ja: `起案のあとに新しい検知が${n}件あります`, en: `${n} new alerts since the proposal` })),
    ...counted(answers, (n) => ({ ja: `起案のあとに店舗の回答が${n}件あります`, en: `${n} store answers since the proposal` })),
    ...counted(lapsed, () => ({ ja: '起案のあとに仮の停止が終わっています', en: 'The provisional stop has ended since the proposal' })),
    ...(repaid._sum.amount ? [{ ja: `起案のあとに返済が${yenSign(repaid._sum.amount)}あります`, en: `${yenSign(repaid._sum.amount)} was repaid since the proposal` }] : []),
    ...((await caseVerbsOf(proposal.kind).changes?.(tx, proposal, now)) ?? []),
  ]
}

const counted = (count: number, words: (count: number) => Sentence): Sentence[] => (count > 0 ? [words(count)] : [])
