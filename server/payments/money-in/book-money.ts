import { recordAudit } from '../../audit/record.ts'
import { minus, yen, yenText } from '../../core/yen.ts'
import type { Tx } from '../../db/atomically.ts'
import { enqueue } from '../../db/enqueue.ts'
import { tellOfficersOfMoney } from '../job-tokens.ts'
import type { Ending, Source } from './ending.ts'
import { heard, isWrongAmount, reversedOf } from './money.ts'
import type { RepaymentBooks, Taken } from './money-received.ts'
import type { MoneySaid } from './said.ts'
import { holdMoney, writeMoney, type HeldMoney } from './hold-money.ts'
import { suspend } from './suspense/suspend.ts'
import { topUp } from './top-up.ts'

/**
 * Takes in one thing that a provider said of one money, and does what follows from everything said of it until now: credits
 * or repays once, keeps in suspense what cannot be booked, takes back what the provider gave back. In the caller's
 * transaction (scope: job). Any number of times and in any order.
 */
export async function bookMoney(tx: Tx, source: Source, heardNow: MoneySaid, repayments: RepaymentBooks, now: Date): Promise<Ending> {
  const said = await withItsNumber(tx, heardNow, repayments)
  if (said.currency !== 'JPY') return takeForeign(tx, source, said, now)
  const before = await holdMoney(tx, source.provider, said, now)
  const { after, news } = heard(before.heard, said)
  const held: HeldMoney = { ...before, heard: after }
  for (const about of news) await enqueue(tx, tellOfficersOfMoney, { about, id: held.id })
  const booked = await bookIfDue(tx, source, held, said, repayments, now)
  const takenBack = await takeBackIfDue(tx, source, { ...held, booked: booked.booked }, repayments, now)
  await writeMoney(tx, { ...held, booked: booked.booked, takenBack: takenBack.total }, now)
  return takenBack.ending ?? booked.ending ?? { state: 'ignored', outcome: news.includes('other-amount') ? 'other-amount' : said.state === 'paid' ? 'booked-before' : said.state }
}

/** A transfer to a place of one's own is for that demand, whatever its payer wrote. To a place that is none of ours nobody knows whose it is. */
async function withItsNumber(tx: Tx, said: MoneySaid, repayments: RepaymentBooks): Promise<MoneySaid> {
  if (said.paidInto === undefined) return said
  return { ...said, kind: 'repayment', reference: (await repayments.numberAt(tx, said.paidInto)) ?? said.reference }
}

/** An amount that is not in yen is nobody's to book: it has no figure here, only an item that people look at. */
async function takeForeign(tx: Tx, source: Source, said: MoneySaid, now: Date): Promise<Ending> {
  if (said.state !== 'paid' && said.state !== 'reversed') return { state: 'ignored', outcome: said.state }
  const { kind, reference, pspRef, method, at, payerNameKana } = said
  return suspend(tx, { source, pspRef, kind, reference, amount: null, why: 'wrong-currency', method, paidAt: at, payerNameKana }, now)
}

interface Booking {
  readonly booked: HeldMoney['booked']
  readonly ending: Ending | null
}

async function bookIfDue(tx: Tx, source: Source, held: HeldMoney, said: MoneySaid, repayments: RepaymentBooks, now: Date): Promise<Booking> {
  const { paid, paidAt, reversed, kind, reference, method } = held.heard
  if (held.booked !== 'no' || paid === null || paidAt === null) return { booked: held.booked, ending: null }
  if (reversed >= paid) return { booked: 'reversed_first', ending: { state: 'ignored', outcome: 'reversed-first' } }
  const taken = await take(tx, source, held, repayments, now)
  if (taken === 'booked' || taken === 'booked-before') {
    return { booked: kind === 'top_up' ? 'credited' : 'repaid', ending: { state: taken === 'booked' ? 'booked' : 'ignored', outcome: taken } }
  }
  const ending = await suspend(
    tx, { source, pspRef: held.pspRef, kind, reference, amount: paid, why: taken, method, paidAt, payerNameKana: said.payerNameKana }, now,
  )
  return { booked: 'suspended', ending }
}

async function take(tx: Tx, source: Source, { pspRef, heard: money }: HeldMoney, repayments: RepaymentBooks, now: Date): Promise<Taken> {
  const { kind, reference, paid, paidAt, method } = money
  if (kind === null || reference === null || paid === null || paidAt === null) return 'unknown-reference'
  if (isWrongAmount(money)) return 'wrong-amount'
  return (kind === 'top_up' ? topUp : repayments.record)(tx, { reference, amount: paid, provider: source.provider, pspRef, method, paidAt }, now)
}

/** Puts what the provider gave back on the books, as far as it is not there yet. */
async function takeBackIfDue(tx: Tx, { provider }: Source, held: HeldMoney, repayments: RepaymentBooks, now: Date): Promise<{ total: HeldMoney['takenBack']; ending: Ending | null }> {
  const due = minus(reversedOf(held.heard), held.takenBack)
  if (due <= 0n || held.booked === 'no' || held.booked === 'reversed_first') {
    return { total: held.takenBack, ending: held.booked === 'no' && held.heard.reversed > 0n ? { state: 'ignored', outcome: 'reversed-first' } : null }
  }
  const claimed = await repayments.reverse(tx, { provider, pspRef: held.pspRef }, async () => {
    const [taken] = await tx.$queryRaw<{ claimed: bigint }[]>`SELECT take_back_money(${provider}, ${held.pspRef}, ${due}::bigint, ${now}::timestamptz) AS claimed`
    return yen(taken?.claimed ?? 0n)
  }, now)
  await recordAudit(tx, {
    actor: { kind: 'programme' }, action: 'money.take-back', objectKind: 'money-in', objectId: held.id,
    details: { provider, pspRef: held.pspRef, amount: yenText(due), claimed: yenText(claimed) }, now,
  })
  // Of a repayment that is owed again its case tells.
  if (claimed > 0n && held.booked !== 'repaid') await enqueue(tx, tellOfficersOfMoney, { about: 'claim', id: held.id })
  return { total: reversedOf(held.heard), ending: { state: 'booked', outcome: 'taken-back' } }
}
