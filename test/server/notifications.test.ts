import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { yen } from '../../server/core/yen.ts'
import { jobHandlers } from '../../server/jobs.ts'
import { openTown, type Town } from '../support/town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())
beforeEach(() => town.clock.goTo('2026-11-23T14:00:00+09:00'))

interface Sent {
  readonly body: string | Buffer
  readonly id?: string
  readonly at?: Date
  readonly secret?: string
  readonly headers?: Record<string, string>
}

/** As the payment provider would: signed over exactly these bytes. */
async function send({ body, id = randomUUID(), at = town.clock.now(), secret = town.ctx.config.notificationSecrets[0]!, headers = {} }: Sent) {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${timestamp}.`).update(body).digest('base64')
  const answer = await town.app.inject({
    method: 'POST', url: '/notifications/payments', payload: body,
    headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}`, ...headers },
  })
  return { status: answer.statusCode, reason: answer.statusCode === 200 ? null : (JSON.parse(answer.body) as { error: { reason: string } }).error.reason }
}

const paid = (reference: string, amount: unknown, more: object = {}, type = 'money.paid') =>
  JSON.stringify({ id: 'evt', type, occurred_at: '2026-11-23T05:00:00Z', data: { kind: 'top-up', reference, amount, currency: 'JPY', method: 'konbini', psp_ref: randomUUID(), paid_at: '2026-11-23T14:00:00+09:00', ...more } })
const balanceOf = async (customerId: string) => Number((await town.sql<{ balance: string }>`SELECT balance FROM wallets WHERE customer_id = ${customerId}`)[0]!.balance)
const inbox = (id: string) => town.sql<{ state: string; outcome: string | null }>`SELECT state, outcome FROM payment_notifications WHERE event_id = ${id}`

describe('a payment notification', () => {
  test('credits a top-up with the programme’s premium', async () => {
    const hana = await town.customer()

    expect((await send({ id: 'evt-top-up', body: paid(hana.code, '5000') })).status).toBe(200)
    expect(await balanceOf(hana.id)).toBe(0)
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(6_000)
    expect(await inbox('evt-top-up')).toEqual([{ state: 'booked', outcome: 'booked' }])
  })

  test('sent again is taken again and booked once', async () => {
    const hana = await town.customer()
    const sent = { id: 'evt-twice', body: paid(hana.code, '1000') }

    const answers = await Promise.all([send(sent), send(sent), send(sent)])
    await town.settles()
    await send(sent)
    await town.settles()

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await inbox('evt-twice')).toHaveLength(1)
    expect(await balanceOf(hana.id)).toBe(1_200)
  })

  test('of the same money under another event is booked once', async () => {
    const hana = await town.customer()
    await send({ id: 'evt-first', body: paid(hana.code, '1000', { psp_ref: 'psp-same-money' }) })
    await send({ id: 'evt-second', body: paid(hana.code, '1000', { psp_ref: 'psp-same-money' }) })
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(1_200)
    const [first, second] = [await inbox('evt-first'), await inbox('evt-second')]
    expect([...first, ...second].map(({ outcome }) => outcome).sort()).toEqual(['booked', 'booked-before'])
  })

  test('is booked once although its job runs twice, also at the same time', async () => {
    const hana = await town.customer()
    await send({ id: 'evt-job-twice', body: paid(hana.code, '1000') })
    const [row] = await town.sql<{ id: string }>`SELECT id FROM payment_notifications WHERE event_id = 'evt-job-twice'`
    const book = () => jobHandlers.find(({ queue }) => queue === 'book-notification')!.run(town.ctx, { notificationId: row!.id })

    await Promise.all([book(), book()])
    await book()
    await town.settles()

    expect(await balanceOf(hana.id)).toBe(1_200)
  })

  test('of money that is pending, failed or expired moves none', async () => {
    const hana = await town.customer()
    for (const [type, outcome] of [['money.pending', 'pending'], ['money.failed', 'failed'], ['money.expired', 'expired'], ['something.new', 'something.new']] as const) {
      expect((await send({ id: `evt-${type}`, body: paid(hana.code, '1000', {}, type) })).status).toBe(200)
      await town.settles()
      expect(await inbox(`evt-${type}`)).toEqual([{ state: 'ignored', outcome }])
    }
    expect(await balanceOf(hana.id)).toBe(0)
  })

  test('that matches nothing waits in suspense, and says why', async () => {
    const hana = await town.customer({ balance: yen(90_000) })
    const gone = await town.customer()
    await town.sql`UPDATE wallets SET standing = 'closed' WHERE customer_id = ${gone.id}`
    const cases = [
      ['unknown-reference', paid('C-0000', '1000')],
      ['unknown-reference', paid('R-2026-999999', '1000', { kind: 'repayment' })],
      ['customer-closed', paid(gone.code, '1000')],
      ['over-holding-limit', paid(hana.code, '8335')],
      ['wrong-currency', paid(hana.code, '1000', { currency: 'USD' })],
      ['not-understood', paid(hana.code, '-5')],
      ['not-understood', paid(hana.code, '1000', { kind: 'gift' })],
      ['not-understood', '{"type":7}'],
      ['not-understood', '{}'],
    ] as const
    for (const [outcome, body] of cases) {
      const id = randomUUID()
      expect((await send({ id, body })).status).toBe(200)
      await town.settles()
      expect([body, await inbox(id)]).toEqual([body, [{ state: 'suspense', outcome }]])
    }
    expect(await balanceOf(hana.id)).toBe(90_000)
  })

  test('may fill a wallet up to what a customer may hold', async () => {
    const hana = await town.customer({ balance: yen(88_000) })
    await send({ body: paid(hana.code, 10_000) })
    await town.settles()
    expect(await balanceOf(hana.id)).toBe(100_000)
  })
})

describe('a notification is turned away', () => {
  test('with a wrong signature, a foreign secret or changed bytes', async () => {
    const hana = await town.customer()
    const body = paid(hana.code, '1000')
    const wrong: Sent[] = [
      { body, headers: { 'webhook-signature': 'v1,AAAA' } },
      { body, headers: { 'webhook-signature': '' } },
      { body, headers: { 'webhook-id': 'another' } },
      { body, secret: `whsec_${Buffer.from('somebody else').toString('base64')}` },
    ]
    for (const one of wrong) expect(await send(one)).toEqual({ status: 401, reason: 'bad-signature' })
    expect((await town.app.inject({ method: 'POST', url: '/notifications/payments', payload: body })).statusCode).toBe(401)
    await town.settles()
    expect(await balanceOf(hana.id)).toBe(0)
  })

  test('when it is older or further ahead than five minutes', async () => {
    const body = paid('C-0000', '1')
    const at = (minutes: number) => new Date(town.clock.now().getTime() + minutes * 60_000)
    expect((await send({ body, at: at(-5) })).status).toBe(200)
    expect(await send({ body, at: at(-6) })).toEqual({ status: 401, reason: 'outside-time-window' })
    expect(await send({ body, at: at(6) })).toEqual({ status: 401, reason: 'outside-time-window' })
  })

  test('when it is signed but no JSON object', async () => {
    for (const body of ['{"type":', '', 'null', '[]', '"paid"', '\u0000']) expect([body, await send({ body })]).toEqual([body, { status: 400, reason: 'broken-json' }])
  })

  test('when it is larger than 256 KB', async () => {
    expect((await send({ body: paid('C-0000', '1', { note: 'x'.repeat(200_000) }) })).status).toBe(200)
    expect((await send({ body: paid('C-0000', '1', { note: 'x'.repeat(300_000) }) })).status).toBe(413)
  })

  test('whatever its content type says, only the signature counts', async () => {
    for (const type of ['application/json; charset=utf-8', 'application/octet-stream', 'text/plain', 'application/vnd.provider+json']) {
      expect((await send({ body: paid('C-0000', '1'), headers: { 'content-type': type } })).status).toBe(200)
    }
  })
})
