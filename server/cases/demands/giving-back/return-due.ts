import type { Tx } from '../../../db/atomically.ts'
import { enqueue } from '../../../db/enqueue.ts'
import { tellCustomerOfReturn } from '../../job-tokens.ts'
import { recordEvent } from '../../timeline/record-event.ts'
import { owedBack } from './return-standing.ts'

/** A verdict was revised: whatever came in for the case's demands has to go back, and the customer hears so once a demand. */
export async function noteReturnsDue(tx: Tx, caseId: string, officerId: string, now: Date): Promise<void> {
  const owed = await owedBack(tx, caseId)
  for (const { demandId, number, amount } of owed) {
    await recordEvent(tx, { caseId, at: now, officerId }, { kind: 'return_due', number, amount: amount.toString() })
    await enqueue(tx, tellCustomerOfReturn, { demandId, about: 'due' })
  }
  if (owed.length > 0) await tx.fraudCase.updateMany({ where: { id: caseId }, data: { pinned: '受け取った返済をお返しします。返金を起案してください。' } })
}
