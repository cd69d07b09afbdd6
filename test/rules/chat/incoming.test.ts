import { expect, test } from 'vitest'
import { askedBy, incomingEvent } from '../../../server/chat/incoming.ts'

const event = (rest: object) => ({ type: 'message', mode: 'active', timestamp: 1_795_000_000_000, webhookEventId: '01J', source: { type: 'user', userId: 'U1' }, deliveryContext: { isRedelivery: false }, ...rest })

test('an event is kept with its own time, also when it is delivered again', () => {
  expect(incomingEvent(event({ deliveryContext: { isRedelivery: true } }))).toMatchObject({ id: '01J', lineUserId: 'U1', kind: 'message', occurredAt: new Date(1_795_000_000_000), redelivered: true, state: 'received' })
})

test.each([
  ['a kind we do not know', { type: 'messageEdited' }],
  ['an account link', { type: 'accountLink', source: undefined }],
  ['a channel on standby', { mode: 'standby' }],
  ['a group', { source: { type: 'group', groupId: 'G1', userId: 'U1' } }],
  ['nobody in particular', { source: undefined }],
])('an event of %s is kept, and nothing is done about it', (_what, rest) => {
  expect(incomingEvent(event(rest))).toMatchObject({ state: 'ignored' })
})

test.each([{}, null, 'x', event({ webhookEventId: undefined }), event({ timestamp: 'now' }), event({ timestamp: 1e300 })])('%j is no event', (raw) => {
  expect(incomingEvent(raw)).toBeNull()
})

test('what the database cannot keep is taken out: NUL and half a surrogate pair', () => {
  const kept = incomingEvent(event({ message: { type: 'text', text: 'a\u0000b\ud83d' } }))!
  expect(askedBy('message', kept.payload)).toEqual({ kind: 'text', text: 'ab\ufffd', covered: false })
})

test('a phone number never reaches the records', () => {
  const kept = incomingEvent(event({ message: { type: 'text', text: '090-1234-5678' } }))!
  expect(JSON.stringify(kept.payload)).not.toContain('1234')
  expect(askedBy('message', kept.payload)).toMatchObject({ kind: 'text', covered: true })
})

test('a message whose text was taken back asks for nothing', () => {
  expect(askedBy('message', event({ message: { type: 'text', id: '1' } }))).toEqual({ kind: 'nothing' })
})

test('a sticker is a message without words', () => {
  expect(askedBy('message', event({ message: { type: 'sticker' } }))).toEqual({ kind: 'other-message' })
})
