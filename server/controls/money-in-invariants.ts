import { minutesAfter } from '../core/time.ts'
import type { Invariant } from './invariant.ts'

/** A notification is worked out within seconds; later than this it is stuck. Minutes. */
const bookedWithin = 10

const notificationsAreWorkedOut: Invariant = {
  name: 'notifications-are-worked-out',
  promise: `Every payment notification older than ${bookedWithin} minutes was booked, put into suspense, or says nothing of money.`,
  page: (tx, after, now) => tx.$queryRaw`
    WITH page AS (SELECT id, provider, event_id, state FROM payment_notifications WHERE id > ${after}::uuid AND received_at < ${minutesAfter(now, -bookedWithin)} ORDER BY id LIMIT 5000)
    SELECT count(*) AS looked, max(id::text) AS last, array_agg('notification ' || event_id || ' of ' || provider || ' waits') FILTER (WHERE state = 'received') AS broken FROM page`,
}

const paidMoneyIsBookedOnce: Invariant = {
  name: 'paid-money-is-booked-once',
  promise: 'Money that a provider told as paid is in exactly one place: credited, repaid or in suspense; and what went back was taken out of there.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT * FROM money_in WHERE id > ${after}::uuid AND paid IS NOT NULL ORDER BY id LIMIT 2000),
    seen AS (
      SELECT p.*,
        (SELECT count(*) FROM top_ups t WHERE t.provider = p.provider AND t.psp_ref = p.psp_ref) AS credits,
        (SELECT count(*) FROM repayments r WHERE r.provider = p.provider AND r.psp_ref = p.psp_ref) AS repayments,
        (SELECT count(*) FROM suspense_items s WHERE s.provider = p.provider AND s.psp_ref = p.psp_ref AND NOT s.surplus AND s.state <> 'assigned') AS items,
        (SELECT count(*) FROM suspense_items s WHERE s.provider = p.provider AND s.psp_ref = p.psp_ref AND s.state = 'returned') AS returned,
        (SELECT coalesce(sum(r.amount), 0) FROM reversals r WHERE r.provider = p.provider AND (r.psp_ref = p.psp_ref OR r.psp_ref = p.psp_ref || '/surplus')) AS reversed_on_books
      FROM page p)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('money ' || psp_ref || ' is ' || booked || ': ' || credits || ' top-ups, ' || repayments || ' repayments, ' || items || ' suspense items, ' || reversed_on_books || ' of ' || taken_back || ' taken back')
        FILTER (WHERE concat(credits, ',', repayments, ',', items) <> (CASE booked WHEN 'credited' THEN '1,0,0' WHEN 'repaid' THEN '0,1,0' WHEN 'suspended' THEN '0,0,1' WHEN 'reversed_first' THEN '0,0,0' ELSE 'in one of them' END)
                OR (reversed_on_books <> taken_back AND returned = 0)) AS broken
    FROM seen`,
}

const suspenseIsItsItems: Invariant = {
  name: 'suspense-is-its-items',
  promise: 'What the books hold in suspense is the sum of the items that nobody has settled.',
  page: (tx, after) => tx.$queryRaw`
    WITH held AS (
      SELECT (SELECT coalesce(sum(amount - reversed), 0) FROM suspense_items WHERE state IN ('open', 'assigning')) AS items,
             (SELECT coalesce(sum(amount), 0) FROM journal_entries WHERE ledger = 'suspense') AS booked
      WHERE ${after}::uuid = '00000000-0000-0000-0000-000000000000')
    SELECT count(*) AS looked, max('ffffffff-ffff-ffff-ffff-ffffffffffff') AS last,
      array_agg('the books hold ' || booked || ' in suspense, the open items are ' || items) FILTER (WHERE items <> booked) AS broken
    FROM held`,
}

const reversalsAreOnTheBooks: Invariant = {
  name: 'reversals-are-on-the-books',
  promise: 'What a provider took back left the customer’s wallet, suspense or what a demand that is over had brought in, and what was spent by then is a claim; never more than came in.',
  page: (tx, after) => tx.$queryRaw`
    WITH page AS (SELECT * FROM reversals WHERE id > ${after}::uuid ORDER BY id LIMIT 2000),
    seen AS (
      SELECT p.*, b.cleared, b.premium_back, b.claim, b.taken,
        (SELECT t.state = 'reversed' AND x.total < t.amount OR x.total > t.amount OR (t.state <> 'reversed' AND x.total = t.amount)
         FROM top_ups t, LATERAL (SELECT sum(r.amount) AS total FROM reversals r WHERE r.top_up_id = t.id) x WHERE t.id = p.top_up_id) AS wrong_state
      FROM page p CROSS JOIN LATERAL (
        SELECT coalesce(sum(e.amount) FILTER (WHERE e.ledger = 'psp_clearing'), 0) AS cleared,
          coalesce(sum(e.amount) FILTER (WHERE e.ledger = 'premium_fund'), 0) AS premium_back,
          coalesce(-sum(e.amount) FILTER (WHERE e.ledger = 'receivable' AND e.owner_id = p.customer_id), 0) AS claim,
          coalesce(-sum(e.amount) FILTER (WHERE e.ledger = 'suspense' OR (e.ledger = 'wallet' AND e.owner_id = p.customer_id) OR (e.ledger = 'programme_claim' AND p.repayment_id IS NOT NULL)), 0) AS taken
        FROM journal_entries e WHERE e.journal_id = p.id) b)
    SELECT count(*) AS looked, max(id::text) AS last,
      array_agg('reversal of ' || psp_ref || ': cleared ' || cleared || ', premium ' || premium_back || ', claimed ' || claim || ', taken ' || taken)
        FILTER (WHERE cleared <> amount OR premium_back <> premium OR claim <> claimed OR taken <> amount + premium - claimed OR wrong_state) AS broken
    FROM seen`,
}

/** The promises about money that comes in. */
export const moneyInInvariants: readonly Invariant[] = [notificationsAreWorkedOut, paidMoneyIsBookedOnce, suspenseIsItsItems, reversalsAreOnTheBooks]
