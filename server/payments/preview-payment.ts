import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { digest } from '../core/ids.ts'
import { done, refused, type Answer, type Refusal } from '../core/refusal.ts'
import { dayFromColumn, dayInJapanese, dayOf, minutesAfter, type Day } from '../core/time.ts'
import { minus, plus, yen, yenSign, yenText, type Yen } from '../core/yen.ts'
import { programme } from '../customers/programme.ts'
import type { Tx } from '../db/atomically.ts'
import type { CustomerScope } from '../db/scope.ts'
import type { StoreToPay } from '../stores/contract.ts'
import { isDeviceStopped } from './device-standing.ts'
import { heldPockets } from './balance.ts'
import type { Preview, payRequest } from './contract.ts'
import { targetOf, type Target } from './pay.ts'
import { usesOf } from './payment.ts'
import { acceptedAt, spend, totalOf, usableOn, type Pocket, type StoreSize } from './pockets.ts'
import { requestStateAt } from './requests/request.ts'
import { whyNotNow } from './store-standing.ts'

const againWithinMinutes = 3

/**
 * What the confirm screen shows before anything is paid: store, what is used, what is left, and whether to ask again. The
 * till decides by itself when it comes to paying; this only spares people a press that would be refused. (It does not know
 * who works where: a customer's scope doesn't show that.)
 */
export async function previewPayment(ctx: Context, scope: CustomerScope, asked: z.output<typeof payRequest>, deviceId: string | null): Promise<Answer<Preview>> {
  const target = targetOf(ctx, asked)
  if (!target.ok) return target
  const now = ctx.clock.now()
  return ctx.db.atomically(scope, async (tx) => {
    const place = await placeOf(tx, target.value, now)
    if (!place.ok) return place
    const { store, size, storeId, amount } = place.value
    const today = dayOf(now)
    const pockets = await heldPockets(tx, scope.customerId)
    const no =
      (await whyNotNow(tx, 'pay')) ?? ((await isDeviceStopped(tx, deviceId)) ? refused('device-stopped') : null) ?? (store.accepting ? null : refused('store-not-accepting')) ??
      (await whyNotFromWallet(tx, scope, amount, today)) ?? whyNotFromPockets(pockets, amount, size, today)
    if (no) return no
    const small = totalOf((spend(pockets, amount, size, today) ?? []).filter(({ kind }) => kind === 'small_store'))
    const photo = await tx.storePhoto.findUnique({ where: { storeId }, select: { storeId: true } })
    return done({
      store, hasPhoto: photo !== null, amount: yenText(amount), uses: usesOf(amount, small), balanceAfter: yenText(minus(totalOf(usableOn(pockets, today)), amount)),
      again: await samePaymentBefore(tx, scope, storeId, amount, now), large: amount >= programme.largeFrom,
    })
  })
}

interface Place {
  readonly store: StoreToPay
  readonly storeId: string
  readonly size: StoreSize
  readonly amount: Yen
}

const columns = { id: true, number: true, name: true, area: true, acceptance: true, posterVersion: true, size: true } as const

async function placeOf(tx: Tx, { storeNumber, posterVersion, tokenHash, amount: typed }: Target, now: Date): Promise<Answer<Place>> {
  const request = tokenHash === null ? null : await openRequest(tx, tokenHash, now)
  if (request && !request.ok) return request
  const where = request ? { id: request.value.storeId } : { number: storeNumber ?? '' }
  const store = await tx.store.findUnique({ where, select: columns })
  if (!store) return refused('store-not-found')
  if (posterVersion !== null && store.posterVersion !== posterVersion) return refused('poster-not-valid')
  const amount = request ? request.value.amount : (typed ?? yen(0))
  return done({ store: { storeCode: store.number, name: store.name, area: store.area, accepting: store.acceptance === 'open' }, storeId: store.id, size: store.size, amount })
}

interface RequestRow {
  readonly store_id: string
  readonly amount: bigint
  readonly state: 'open' | 'paid' | 'cancelled'
  readonly expires_at: Date
}

async function openRequest(tx: Tx, tokenHash: ReturnType<typeof digest>, now: Date): Promise<Answer<{ storeId: string; amount: Yen }>> {
  const [found] = await tx.$queryRaw<RequestRow[]>`SELECT store_id, amount, state::text AS state, expires_at FROM look_up_request(${tokenHash})`
  if (found?.state === 'paid') return refused('request-used')
  if (!found || requestStateAt(found.state, found.expires_at, now) !== 'open') return refused('request-expired')
  return done({ storeId: found.store_id, amount: yen(found.amount) })
}

/** The wallet's own reasons, in the till's order. */
async function whyNotFromWallet(tx: Tx, scope: CustomerScope, amount: Yen, today: Day): Promise<Refusal | null> {
  const wallet = await tx.wallet.findUniqueOrThrow({ where: { customerId: scope.customerId } })
  const { payment, day } = programme.limits
  const spent = wallet.spentDay && dayFromColumn(wallet.spentDay) === today ? yen(wallet.spentOnDay) : yen(0)
  if (amount > payment) return refused('payment-limit', { limit: yenSign(payment) })
  if (wallet.standing === 'frozen' || wallet.standing === 'provisionally_frozen') return refused('payer-frozen')
  if (wallet.standing === 'self_stopped') return refused('self-stopped')
  if (wallet.standing !== 'active') return refused('not-registered')
  if (plus(spent, amount) > day) return refused('day-limit', { left: yenSign(day > spent ? minus(day, spent) : 0n) })
  return null
}

function whyNotFromPockets(pockets: readonly Pocket[], amount: Yen, size: StoreSize, today: Day): Refusal | null {
  const usable = usableOn(pockets, today)
  const here = totalOf(acceptedAt(usable, size))
  if (here >= amount) return null
  if (totalOf(usable) >= amount) return refused('kind-not-here', { usable: yenSign(here) })
  const lastDay = pockets.map(({ expiresOn }) => expiresOn).sort().at(-1)
  if (usable.length === 0 && lastDay !== undefined && lastDay < today) return refused('voucher-expired', { day: dayInJapanese(lastDay) })
  return refused('balance-short', { balance: yenSign(here) })
}

async function samePaymentBefore(tx: Tx, { customerId }: CustomerScope, storeId: string, amount: Yen, now: Date): Promise<Preview['again']> {
  const before = await tx.payment.findFirst({
    where: { customerId, storeId, amount, state: 'paid', paidAt: { gt: minutesAfter(now, -againWithinMinutes) } },
    select: { paidAt: true }, orderBy: { paidAt: 'desc' },
  })
  return before && { minutesAgo: Math.max(1, Math.floor((now.getTime() - before.paidAt.getTime()) / 60_000)) }
}
