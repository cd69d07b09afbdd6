import { expect, test } from 'vitest'
import { eventLine } from '../../../server/fraud/replay/event-line.ts'
import { observing } from '../../../server/fraud/replay/observing.ts'

const at = '2026-11-23T12:00:00.000+09:00'
const customer = { type: 'customer', at, id: 'c1', phoneHash: 'p', addressHash: 'h' }
const payment = { type: 'payment', at, id: 'p1', customerId: 'c1', storeId: 's1', amount: 800, deviceId: 'd1', mode: 'poster' }

function observed(...lines: readonly object[]) {
  const observe = observing()
  return lines.map((line) => observe(eventLine.parse(line)))
}

test('a payment says who registered its payer, where the file does', () => {
  expect(observed({ ...customer, registeredBy: 'mori' }, payment)[1]).toMatchObject({ kind: 'payment', registeredBy: 'mori' })
  expect(observed(customer, payment)[1]).toMatchObject({ kind: 'payment', registeredBy: null })
})

test('changed bank details are seen, one store’s or many at once', () => {
  expect(observed({ type: 'bankDetails', at, storeId: 's1' })).toEqual([{ kind: 'bankDetails', at: Date.parse(at), storeId: 's1', bulk: false }])
  expect(observed({ type: 'bankDetails', at, storeId: 's1', bulk: true })[0]).toMatchObject({ bulk: true })
})

test('a void names device, telephone number and address of its payment', () => {
  expect(observed(customer, payment, { type: 'void', at, paymentId: 'p1' })[2]).toMatchObject({ kind: 'void', deviceId: 'd1', phone: 'p', home: 'h' })
})
