import { expect, test } from 'vitest'
import { afterDelivery, afterReply, pauseSeconds } from '../../../server/line/delivery.ts'
import { deliveryOfError } from '../../../server/line/gateway.ts'

const answered = (status: number, body = '', headers: Record<string, string> = {}) => deliveryOfError({ status, body, headers: new Headers(headers) })

test('409 means that LINE accepted it before', () => {
  expect(afterDelivery(answered(409, '{}', { 'x-line-accepted-request-id': 'r1' }))).toEqual({ state: 'accepted', requestId: 'r1' })
})

test('the two meanings of 429 are told apart: the one waits a moment, the other for the secretariat', () => {
  expect(afterDelivery(answered(429, '{"message":"The API rate limit has been exceeded. Try again later."}'))).toMatchObject({ state: 'again' })
  expect(afterDelivery(answered(429, '{"message":"You have reached your monthly limit."}'))).toMatchObject({ state: 'parked' })
})

test('a LINE that is away is asked again, a LINE that says no is not', () => {
  expect(afterDelivery(answered(503))).toMatchObject({ state: 'again', byPush: false })
  expect(afterDelivery(answered(400, '{"message":"bad"}'))).toEqual({ state: 'rejected', why: '400 {"message":"bad"}' })
})

const lapsed = answered(400, '{"message":"Invalid reply token"}')

test('a reply token that lapsed before the first try gives way to a push', () => {
  expect(afterReply(lapsed, { triedBefore: false })).toMatchObject({ state: 'again', byPush: true })
})

test('a reply token that is refused after a try of unknown end is taken as said, and never pushed', () => {
  expect(afterReply(lapsed, { triedBefore: true })).toEqual({ state: 'accepted', requestId: null })
})

test('a reply that surely was not sent is pushed; one that may have been is tried with its own token', () => {
  expect(afterReply({ kind: 'unavailable', message: 'refused', reached: false }, { triedBefore: false })).toMatchObject({ byPush: true })
  expect(afterReply({ kind: 'unavailable', message: 'timeout', reached: true }, { triedBefore: false })).toMatchObject({ state: 'again', byPush: false })
  expect(afterReply({ kind: 'unavailable', message: 'refused', reached: false }, { triedBefore: true })).toMatchObject({ state: 'again', byPush: false })
})

test('a reply that LINE finds wrong is wrong as a push too', () => {
  expect(afterReply(answered(400, '{"message":"A message (messages[0]) in the request body is invalid"}'), { triedBefore: false })).toMatchObject({ state: 'rejected' })
})

test('tries pause for longer and longer, up to a minute', () => {
  expect([1, 2, 3, 5, 6, 7, 500].map(pauseSeconds)).toEqual([2, 4, 8, 32, 60, 60, 60])
})
