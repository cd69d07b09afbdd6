import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { minutesAfter } from '../../../server/core/time.ts'
import { downloadLink, ticketHolder } from '../../../server/http/download-link.ts'

const config = { sessionKeys: [randomBytes(32).toString('hex')] }
const now = new Date('2026-11-23T14:00:00+09:00')
const session = randomBytes(32)
const path = '/api/store/payments.csv?from=2026-11-01&to=2026-11-30'

test.each([path, '/api/store/poster.pdf'])('a ticket for %s stands for the session it came from, for ten minutes', (asked) => {
  const link = downloadLink(config, asked, session, now)

  expect(link.until).toEqual(minutesAfter(now, 10))
  expect(ticketHolder(config, link.path, now)).toEqual(session)
  expect(ticketHolder(config, link.path, new Date(link.until.getTime() - 1))).toEqual(session)
  expect(ticketHolder(config, link.path, link.until)).toBeNull()
})

test('a ticket opens no other address, and no other question at the same one', () => {
  const { path: link } = downloadLink(config, path, session, now)

  for (const other of [link.replace('payments', 'statements'), link.replace('2026-11-01', '2026-10-01'), link.replace('?from', '?encoding=sjis&from'), `${link}&storeId=1`, link.replace('store', 'secretariat')]) {
    expect(ticketHolder(config, other, now)).toBeNull()
  }
})

test('a ticket cannot be made longer or somebody else’s, or be made without our key', () => {
  const { path: link, until } = downloadLink(config, path, session, now)
  const stranger = { sessionKeys: [randomBytes(32).toString('hex')] }

  expect(ticketHolder(config, link.replace(String(until.getTime()), String(until.getTime() + 1)), now)).toBeNull()
  expect(ticketHolder(config, link.replace(session.toString('base64url'), randomBytes(32).toString('base64url')), now)).toBeNull()
  expect(ticketHolder(config, downloadLink(stranger, path, session, now).path, now)).toBeNull()
  for (const broken of ['', '/', path, `${path}&ticket=`, `${path}&ticket=x.y.z`, link.slice(0, -1), `${link}x`, '?ticket=1.2.3']) expect(ticketHolder(config, broken, now)).toBeNull()
})

test('a key that was replaced still opens its tickets', () => {
  const { path: link } = downloadLink(config, path, session, now)
  expect(ticketHolder({ sessionKeys: [randomBytes(32).toString('hex'), ...config.sessionKeys] }, link, now)).toEqual(session)
})
