import { afterAll, beforeAll, expect, test } from 'vitest'
import { httpCustomer } from '../support/http-person.ts'
import { until } from '../support/processes.ts'
import { runTown, type RunningTown } from '../support/running-town.ts'
import { textsIn } from '../support/person.ts'

let town: RunningTown
beforeAll(async () => {
  town = await runTown()
})
afterAll(() => town.close())

interface Chat {
  readonly chats: Readonly<Record<string, readonly { from: string; delivered: boolean; messages: readonly unknown[] }[]>>
}

const messagesTo = async (lineUserId: string): Promise<string[]> => {
  const { chats } = await town.sandbox<Chat>('GET', '/sandbox/state')
  return (chats[lineUserId] ?? []).filter(({ from, delivered }) => from === 'bot' && delivered).flatMap(({ messages }) => messages.map((message) => textsIn(message).join(' / ')))
}

test('web and worker processes die at any moment, and no payment or receipt is lost or doubled', async () => {
  const [hana, , ichiro] = town.people.customers
  const [midori, tanaka] = town.people.stores
  if (!hana || !ichiro || !midori || !tanaka) throw new Error('the town is not the practice town')
  const payers = [await httpCustomer(town, hana), await httpCustomer(town, ichiro)]
  const before = await Promise.all(payers.map((payer) => payer.balance()))

  // Each time one web and one worker process die while both are paying: three payments each on the way at that moment.
  const payments: Awaited<ReturnType<(typeof payers)[number]['paysUntilAnswered']>>[][] = payers.map(() => [])
  for (const [round, place] of [0, 1, 0, 1].entries()) {
    const paying = payers.flatMap((payer, who) =>
      [0, 1, 2].map(async (nth) => {
        const at = round * 3 + nth
        payments[who]?.push(await payer.paysUntilAnswered((at % 2 === 0 ? midori : tanaka).storeCode, 100 + at))
      }),
    )
    await Promise.all([...paying, town.replaceWeb(place), town.replaceWorker(place)])
  }

  expect(payments.flat().filter(({ number }) => number === null)).toEqual([])
  expect(new Set(payments.flat().map(({ number }) => number)).size).toBe(24)
  const spent = await town.database.sql<{ customer: string; count: number; total: string }>`
    SELECT c.line_user_id AS customer, count(*)::int AS count, sum(amount) AS total FROM payments p JOIN customers c ON c.id = p.customer_id GROUP BY 1`
  expect(spent.map(({ count }) => count)).toEqual([12, 12])
  const after = await Promise.all(payers.map((payer) => payer.balance()))
  expect(after).toEqual(before.map((balance) => balance - 1_266n))
  expect(await town.database.sql`SELECT journal_id FROM journal_entries GROUP BY 1 HAVING sum(amount) <> 0`).toEqual([])

  // Every payment has one receipt in the chat, and one screening, however often the worker died.
  for (const [at, person] of [hana, ichiro].entries()) {
    const matchNumbers = (payments[at] ?? []).map(({ number }) => number?.slice(-4) ?? '')
    await until(async () => {
      const receipts = (await messagesTo(person.lineUserId)).filter((text) => text.includes('お支払いが完了しました'))
      return matchNumbers.every((number) => receipts.some((text) => text.includes(number)))
    }, 'a receipt for every payment', () => town.workers.map((worker) => worker.said()).join('\n'))
    const receipts = (await messagesTo(person.lineUserId)).filter((text) => text.includes('お支払いが完了しました'))
    expect(receipts).toHaveLength(12)
  }
  await until(async () => (await town.database.sql`SELECT 1 FROM screenings`).length === 24, 'every payment to be screened')
})

test('LINE is away for a while: messages wait, and each arrives once', async () => {
  const ichiro = town.people.customers[2]
  const cafe = town.people.stores[2]
  if (!ichiro || !cafe) throw new Error('the town is not the practice town')
  const payer = await httpCustomer(town, ichiro)
  await town.sandbox('POST', '/sandbox/faults', { down: true })

  const { number } = await payer.paysUntilAnswered(cafe.storeCode, 777)
  await until(async () => (await town.database.sql`SELECT 1 FROM line_messages WHERE attempts >= 2 AND state = 'queued'`).length > 0, 'the worker to try twice in vain')
  expect((await messagesTo(ichiro.lineUserId)).filter((text) => text.includes('¥777'))).toEqual([])
  await town.sandbox('DELETE', '/sandbox/faults')

  await until(async () => (await messagesTo(ichiro.lineUserId)).some((text) => text.includes(number?.slice(-4) ?? '')), 'the receipt to arrive after all')
  await until(async () => (await town.database.sql`SELECT 1 FROM line_messages WHERE state <> 'accepted'`).length === 0, 'every message to be accepted')
  expect((await messagesTo(ichiro.lineUserId)).filter((text) => text.includes('¥777'))).toHaveLength(1)
})
