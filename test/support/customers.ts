import { randomInt, randomUUID } from 'node:crypto'
import { done, refused, type Answer, type RefusalReason } from '../../server/core/refusal.ts'
import type { Payment } from '../../server/payments/contract.ts'
import { yen, type Yen } from '../../server/core/yen.ts'
import { browserOn, chatOf, oldFriend, type Browser, type Chat } from './person.ts'
import type { Ground } from './ground.ts'

export interface CustomerWishes {
  readonly name?: string
  readonly balance?: Yen
  /** On top of the balance: vouchers that only small stores take. */
  readonly smallStoreBalance?: Yen
  readonly phone?: string
}

export interface CustomerInTown extends Browser {
  readonly id: string
  readonly code: string
  readonly lineUserId: string
  readonly chat: Chat
  /** Another phone of the same person, signed in by LINE. */
  otherDevice(): Promise<Browser>
  pays(store: { number: string; posterToken?: string }, amount: Yen, how?: { key?: string; mode?: 'number' | 'poster'; from?: Browser }): Promise<Answer<Payment>>
}

/** A friend of our account signs in by LINE, registers, and tops up if a balance is wished for. */
export async function customersOf(town: Ground, { name = '山田 花子', balance, smallStoreBalance, phone }: CustomerWishes): Promise<CustomerInTown> {
  const lineUserId = await oldFriend(town, name)
  const browser = await signedInByLine(town, lineUserId)
  const registered = await browser.post<{ code: string }>('/api/register', {
    name, kana: 'ヤマダ ハナコ', birthYear: 1954, phone: phone ?? `090${String(randomInt(10 ** 8)).padStart(8, '0')}`, town: 'あおば市', acceptsTerms: true, acceptsPrivacy: true,
  })
  if (registered.status !== 201) throw new Error(`registration answered ${registered.status}: ${JSON.stringify(registered.body)}`)
  const { code } = registered.body
  const [row] = await town.sql<{ id: string }>`SELECT id FROM customers WHERE code = ${code}`
  const id = row?.id ?? ''
  if (balance ?? smallStoreBalance) await fund(town, id, balance ?? smallest, smallStoreBalance ?? smallest)
  await town.settles()
  return {
    ...browser, id, code, lineUserId,
    chat: chatOf(town.sandbox, lineUserId, town.settles),
    otherDevice: () => signedInByLine(town, lineUserId),
    pays: (store, amount, how = {}) => pays(how.from ?? browser, store, amount, how),
  }
}

const smallest = yen(0)

/** Exactly this balance: a top-up (nothing paid in for nothing common) through the money function as the booking job would call it. */
async function fund(town: Ground, customerId: string, balance: Yen, smallStoreBalance: Yen): Promise<void> {
  await town.ctx.db.atomically({ kind: 'job', job: 'book-notification' }, async (tx) => {
    await tx.$queryRaw`SELECT credit_top_up(${customerId}::uuid, ${balance}, ${smallStoreBalance}, 'test', ${randomUUID()}, ${town.clock.now()}, ${town.clock.now()}, '2027-01-31')`
  })
}

export async function signedInByLine(town: Ground, lineUserId: string): Promise<Browser> {
  const browser = browserOn(town.app, town.ctx.config.publicUrl)
  const answer = await browser.post('/api/sign-in/line', { idToken: await town.sandbox.idToken(lineUserId) })
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return browser
}

async function pays(browser: Browser, store: { number: string; posterToken?: string }, amount: Yen, { key = randomUUID(), mode = 'number' }: { key?: string; mode?: 'number' | 'poster' }): Promise<Answer<Payment>> {
  const target = mode === 'poster' ? { poster: store.posterToken } : { storeCode: store.number }
  const { status, body } = await browser.post<{ payment: Payment; error: { reason: RefusalReason; facts?: Record<string, string> } }>(
    '/api/payments', { ...target, amount: amount.toString() }, { 'idempotency-key': key },
  )
  if (status === 200 || status === 201) return done(body.payment)
  return refused(body.error.reason, body.error.facts ?? {})
}

