import { dayColumn, type Day } from '../../core/time.ts'
import type { Tx } from '../../db/atomically.ts'
import type { RefundRoom } from './refund.ts'

/** What a refund of this payment may be today (scope: officer). Null when there is no such payment. */
export async function roomOf(tx: Tx, paymentId: string, today: Day): Promise<RefundRoom | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT p.state::text AS state, room.left_over, room.usable, open_case_of(p.id) AS open_case, w.standing = 'closed' AS payer_left
    FROM payments p JOIN wallets w ON w.customer_id = p.customer_id CROSS JOIN LATERAL refund_room(p.id, ${dayColumn(today)}::date) room
    WHERE p.id = ${paymentId}::uuid`
  return row ? { state: row.state, left: row.left_over, usable: row.usable, openCase: row.open_case, payerLeft: row.payer_left } : null
}

interface Row {
  readonly state: RefundRoom['state']
  readonly left_over: bigint
  readonly usable: bigint
  readonly open_case: string | null
  readonly payer_left: boolean
}
