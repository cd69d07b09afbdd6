import { expect, test } from 'vitest'
import { flexCard, textMessage } from '../../../server/line/flex.ts'

test('what a store calls itself is shown letter by letter', () => {
  const card = flexCard({ altText: 'x', tone: 'ok', title: '<b>店</b>', rows: ['{"type":"box"}'] })
  expect(JSON.stringify(card.contents)).toContain('<b>店</b>')
})

test('texts on the lock screen and on buttons are cut by whole letters', () => {
  const card = flexCard({ altText: '𠮷'.repeat(70), tone: 'ok', title: 'x', rows: [], buttons: [{ label: '🏪'.repeat(30), postback: 'a' }] })
  expect([...card.altText]).toHaveLength(60)
  expect(card.altText.isWellFormed()).toBe(true)
  expect(JSON.stringify(card)).not.toContain('\\ud')
})

test('a card stays under ten kilobytes with everything a message may carry', () => {
  const buttons = Array.from({ length: 5 }, (_, place) => ({ label: `ボタン${place}`, postback: 'x'.repeat(300) }))
  const card = flexCard({ altText: 'あ'.repeat(60), tone: 'danger', label: '即時', title: 'あ'.repeat(40), amount: '¥1,234,567', rows: Array.from({ length: 8 }, () => 'あ'.repeat(60)), note: 'あ'.repeat(60), buttons })
  expect(Buffer.byteLength(JSON.stringify(card.contents))).toBeLessThan(10_000)
})

test('more quick replies than LINE shows are left out', () => {
  expect(textMessage('x', Array.from({ length: 20 }, () => ({ label: 'a' }))).quickReply?.items).toHaveLength(13)
})
