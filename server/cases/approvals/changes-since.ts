import { dayOf, shortDayInJapanese, type Day } from '../../core/time.ts'
import { yenSign } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import { dueDayAtIssue } from '../demands/demand.ts'
import { demandAsked } from '../demands/demand-repayment.ts'
import type { Sentence } from '../timeline/timeline.ts'

interface Proposal {
  readonly caseId: string
  readonly kind: 'confirm_freeze' | 'demand' | 'unfreeze'
  readonly asked: unknown
  readonly proposedAt: Date
}

/** What is different from what the proposer saw, for whoever decides. */
export async function changesSince(tx: Tx, proposal: Proposal, customerId: string, now: Date): Promise<Sentence[]> {
  const { caseId, proposedAt } = proposal
  const since = { gt: proposedAt }
  const payments = await tx.payment.count({ where: { customerId, paidAt: since } })
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
    ...movedDueDay(proposal, now),
  ]
}

const counted = (count: number, words: (count: number) => Sentence): Sentence[] => (count > 0 ? [words(count)] : [])

function movedDueDay({ kind, asked }: Proposal, now: Date): Sentence[] {
  const demand = demandAsked.safeParse(asked)
  if (kind !== 'demand' || !demand.success) return []
  const dueOn = dueDayAtIssue(demand.data.dueOn as Day, dayOf(now))
  if (dueOn === demand.data.dueOn) return []
  return [{ ja: `いま承認すると、期限は${shortDayInJapanese(dueOn)}になります（発行から14日以上）`, en: `Approved now, the due day becomes ${dueOn} (at least 14 days)` }]
}
