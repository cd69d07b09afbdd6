import { systemClock } from '../../../server/core/time.ts'
import { appUrlFor } from '../../../server/db/app-url.ts'
import { openDatabase } from '../../../server/db/client.ts'
import { selfCheck } from '../../../server/self-check.ts'
import { textsIn } from '../../support/person.ts'
import type { ChaosTown } from '../town/chaos-town.ts'
import type { Facts } from './verdict.ts'

/** How things stood before the customers came. */
export interface Before {
  readonly payments: ReadonlySet<string>
  readonly receipts: ReadonlySet<string>
  readonly wallets: ReadonlyMap<string, number>
  readonly stores: ReadonlyMap<string, number>
  readonly givenUp: ReadonlySet<string>
}

type Sums = { name: string; amount: string }

const walletSums = `SELECT c.code AS name, w.balance::text AS amount FROM wallets w JOIN customers c ON c.id = w.customer_id`
const owedSums = `SELECT s.number AS name, coalesce(sum(e.amount), 0)::text AS amount
  FROM stores s LEFT JOIN journal_entries e ON e.owner_id = s.id AND e.ledger = 'store_payable' GROUP BY s.number`

const deadLetters = `SELECT id, data::text AS payload FROM pgboss.job WHERE name = 'dead-letters'`
type Letter = { id: string; payload: string }

const asMap = (rows: readonly Sums[]): Map<string, number> => new Map(rows.map(({ name, amount }) => [name, Number(amount)]))

export async function lookBefore(town: ChaosTown): Promise<Before> {
  const payments = await town.postgres.ask<{ id: string }>('SELECT id FROM payments')
  return {
    payments: new Set(payments.map(({ id }) => id)),
    receipts: new Set((await receiptsIn(town)).map(({ id }) => id)),
    wallets: asMap(await town.postgres.ask<Sums>(walletSums)),
    stores: asMap(await town.postgres.ask<Sums>(owedSums)),
    givenUp: new Set((await town.postgres.ask<Letter>(deadLetters)).map(({ id }) => id)),
  }
}

/** Everything the verdict needs, of what happened since. To be read when all has come to rest. */
export async function lookAfter(town: ChaosTown, before: Before): Promise<Facts> {
  const { postgres } = town
  const isNew = ({ payment_id: id }: { payment_id: string }) => !before.payments.has(id)
  const payments = await postgres.ask<{ payment_id: string; number: string; customer: string; store: string; amount: string }>(`
    SELECT p.id AS payment_id, p.number, c.code AS customer, s.number AS store, p.amount::text FROM payments p JOIN customers c ON c.id = p.customer_id JOIN stores s ON s.id = p.store_id`)
  const keys = await postgres.ask<{ payment_id: string; customer: string; key: string }>(`
    SELECT k.payment_id, c.code AS customer, k.key FROM payment_keys k JOIN customers c ON c.id = k.customer_id WHERE k.payment_id IS NOT NULL`)
  const intentions = await postgres.ask<{ payment_id: string; customer: string }>(`
    SELECT split_part(m.fact, ':', 2) AS payment_id, c.code AS customer FROM line_messages m JOIN customers c ON c.line_user_id = m.line_user_id
    WHERE m.fact LIKE 'receipt:%:customer'`)
  const [wallets, stores] = [asMap(await postgres.ask<Sums>(walletSums)), asMap(await postgres.ask<Sums>(owedSums))]
  return {
    payments: payments.filter(isNew).map(({ payment_id: id, amount, ...rest }) => ({ id, ...rest, amount: Number(amount) })),
    keys: keys.filter(isNew).map(({ payment_id: paymentId, ...rest }) => ({ paymentId, ...rest })),
    intentions: intentions.filter(isNew).map(({ payment_id: paymentId, customer }) => ({ paymentId, customer })),
    receipts: (await receiptsIn(town)).filter(({ id }) => !before.receipts.has(id)),
    wallets: [...before.wallets].map(([customer, amount]) => ({ customer, before: amount, after: wallets.get(customer) ?? 0 })),
    stores: [...before.stores].map(([store, amount]) => ({ store, before: amount, after: stores.get(store) ?? 0 })),
    givenUp: (await postgres.ask<Letter>(deadLetters)).filter(({ id }) => !before.givenUp.has(id)).map(({ payload }) => payload),
    broken: await brokenPromises(postgres.url),
  }
}

interface Chat {
  readonly chat: readonly { readonly id: string; readonly from: string; readonly delivered: boolean; readonly messages: readonly unknown[] }[]
}

/** What lies in the customers' chats and looks like a receipt, whoever put it there. */
async function receiptsIn(town: ChaosTown): Promise<{ id: string; customer: string; amount: number }[]> {
  const receipts: { id: string; customer: string; amount: number }[] = []
  for (const { code, lineUserId } of town.customers) {
    const { chat } = await town.sandbox<Chat>('GET', `/sandbox/people/${lineUserId}/chat`)
    for (const { id, from, delivered, messages } of chat) {
      if (from !== 'bot' || !delivered) continue
      const texts = messages.flatMap(textsIn)
      if (!texts.some((text) => text.includes('お支払いが完了しました'))) continue
      const amount = texts.map((text) => /^¥([0-9,]+)$/.exec(text)?.[1]).find((found) => found !== undefined)
      receipts.push({ id, customer: code, amount: Number(amount?.replaceAll(',', '')) })
    }
  }
  return receipts
}

/** Later than any deadline the self-check grants, because everything has come to rest. */
const later = 30 * 60_000

async function brokenPromises(ownerUrl: string): Promise<string[]> {
  const db = openDatabase({ url: appUrlFor(ownerUrl), maxConnections: 1 })
  try {
    const findings = await selfCheck(db, new Date(systemClock.now().getTime() + later))
    return findings.filter(({ brokenCount }) => brokenCount > 0).map(({ name, broken }) => `${name}: ${broken.slice(0, 3).join('; ')}`)
  } finally {
    await db.close()
  }
}
