import { z } from 'zod'
import type { Tx } from '../../db/atomically.ts'
import type { PaidFact, PaymentFacts } from './facts.ts'

/** A payment to be judged now, and whether it is one of those asked for or a later one that an asked one may pair with. */
export interface Subject {
  readonly facts: PaymentFacts
  readonly asked: boolean
  /** Taken back before it was screened: it counts for no rule. */
  readonly voided: boolean
}

const paid = z.object({
  paymentId: z.string(), at: z.string(), amount: z.string(), storeId: z.string(), storeCode: z.string(),
  latitude: z.number(), longitude: z.number(), hasFixedPlace: z.boolean(), deviceId: z.string().nullable(),
})
const row = z.object({
  asked: z.boolean(),
  voided: z.boolean(),
  customerId: z.string(),
  payment: paid,
  before: z.array(paid),
  staffLinks: z.array(z.object({ by: z.enum(['line', 'phone', 'device']), staffCode: z.string(), role: z.enum(['clerk', 'manager', 'owner']) })),
  customersOnDevice: z.number().int().nullable(),
})

/**
 * The facts of payments that nobody screened yet, in one round trip, and those of the same customers' later payments
 * (up to six hours, at most 20 each): two uncommitted payments cannot see each other, so whoever arrives late looks both
 * ways. Windows are [t − 24 h, t), the payment itself and voided ones excluded.
 */
export async function gatherFacts(tx: Tx, paymentIds: readonly string[]): Promise<Subject[]> {
  const rows = await tx.$queryRaw<{ subject: unknown }[]>`
    WITH asked AS (
      SELECT p.* FROM payments p WHERE p.id = ANY (${[...paymentIds]}::uuid[]) AND NOT EXISTS (SELECT 1 FROM screenings s WHERE s.payment_id = p.id)
    ), subjects AS (
      SELECT a.id, true AS asked FROM asked a
      UNION
      SELECT later.id, false FROM asked a CROSS JOIN LATERAL (
        SELECT q.id FROM payments q
        WHERE q.customer_id = a.customer_id AND (q.paid_at, q.id) > (a.paid_at, a.id) AND q.paid_at < a.paid_at + interval '6 hours' AND q.state <> 'voided'
        ORDER BY q.paid_at, q.id LIMIT 20) later
      WHERE later.id NOT IN (SELECT id FROM asked)
    )
    SELECT jsonb_build_object(
      'asked', subject.asked, 'voided', p.state = 'voided', 'customerId', p.customer_id,
      'payment', jsonb_build_object('paymentId', p.id, 'at', p.paid_at, 'amount', p.amount::text, 'storeId', p.store_id, 'storeCode', s.code,
        'latitude', s.latitude, 'longitude', s.longitude, 'hasFixedPlace', s.has_fixed_place, 'deviceId', p.device_id),
      'before', coalesce(earlier.list, '[]'), 'staffLinks', coalesce(links.list, '[]'),
      'customersOnDevice', device.customers) AS subject
    FROM subjects subject JOIN payments p ON p.id = subject.id JOIN stores s ON s.id = p.store_id JOIN customers c ON c.id = p.customer_id
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('paymentId', q.id, 'at', q.paid_at, 'amount', q.amount::text, 'storeId', q.store_id, 'storeCode', qs.code,
               'latitude', qs.latitude, 'longitude', qs.longitude, 'hasFixedPlace', qs.has_fixed_place, 'deviceId', q.device_id) ORDER BY q.paid_at DESC, q.id DESC) AS list
      FROM (SELECT * FROM payments e
            WHERE e.customer_id = p.customer_id AND e.paid_at >= p.paid_at - interval '24 hours' AND (e.paid_at, e.id) < (p.paid_at, p.id) AND e.state <> 'voided'
            ORDER BY e.paid_at DESC, e.id DESC LIMIT 50) q JOIN stores qs ON qs.id = q.store_id
    ) earlier ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('by', link.kind, 'staffCode', st.code, 'role', st.role)) AS list
      FROM staff_stores ss JOIN staff st ON st.id = ss.staff_id AND st.employment = 'active'
      CROSS JOIN LATERAL (
        SELECT 'line' AS kind WHERE st.line_user_id = c.line_user_id
        UNION ALL SELECT 'phone' WHERE regexp_replace(st.phone, '[^0-9]', '', 'g') = regexp_replace(c.phone, '[^0-9]', '', 'g')
        UNION ALL SELECT 'device' WHERE EXISTS (
          SELECT 1 FROM sessions se WHERE se.device_id = p.device_id AND se.actor_kind = 'staff' AND se.actor_id = st.id AND se.created_at <= p.paid_at)
      ) link
      WHERE ss.store_id = p.store_id
    ) links ON true
    LEFT JOIN LATERAL (
      SELECT count(DISTINCT se.actor_id)::int AS customers FROM sessions se
      WHERE se.device_id = p.device_id AND se.actor_kind = 'customer' AND se.created_at >= p.paid_at - interval '24 hours' AND se.created_at <= p.paid_at
    ) device ON p.device_id IS NOT NULL
    ORDER BY p.customer_id, p.paid_at, p.id`
  return rows.map(({ subject }) => subjectFrom(row.parse(subject)))
}

const subjectFrom = ({ asked, voided, customerId, payment, before, staffLinks, customersOnDevice }: z.infer<typeof row>): Subject => ({
  asked,
  voided,
  facts: { payment: paidFrom(payment), customerId, before: before.map(paidFrom), staffLinks, customersOnDevice },
})

const paidFrom = ({ paymentId, at, amount, storeId, storeCode, latitude, longitude, hasFixedPlace, deviceId }: z.infer<typeof paid>): PaidFact => ({
  paymentId,
  at: new Date(at),
  amount: BigInt(amount),
  storeId,
  storeCode,
  place: hasFixedPlace ? { latitude, longitude } : null,
  deviceId,
})
