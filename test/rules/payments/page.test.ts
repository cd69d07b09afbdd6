import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cursorOf, pageOf, placeIn } from '../../../server/payments/page.ts'

test('a cursor leads back to the place it was made for, to the millisecond', () => {
  fc.assert(fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), fc.uuid(), (paidAt, id) => {
    expect(placeIn(cursorOf({ paidAt, id }))).toEqual({ paidAt, id })
  }))
})

test('whatever else is sent as a cursor leads nowhere', () => {
  fc.assert(fc.property(fc.string({ maxLength: 120 }), (text) => {
    expect(placeIn(text)).toBeNull()
  }))
  expect(placeIn(Buffer.from("1.' OR 1=1").toString('base64url'))).toBeNull()
})

test('a page names a next one only when a row is left over', () => {
  const rows = Array.from({ length: 3 }, () => ({ paidAt: new Date('2026-11-23T05:00:00Z'), id: randomUUID() }))
  expect(pageOf(rows, 3)).toEqual({ rows, nextCursor: null })
  const page = pageOf(rows, 2)
  expect(page.rows).toEqual(rows.slice(0, 2))
  expect(placeIn(page.nextCursor!)).toEqual(rows[1])
})
