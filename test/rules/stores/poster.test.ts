import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makePosterToken, readPosterToken } from '../../../server/stores/poster.ts'

const configWith = (channelSecret: string) => ({ line: { channelId: '1', channelSecret, channelAccessToken: 't', loginChannelId: '2', liffId: '2-x', apiBaseUrl: '', dataApiBaseUrl: '', loginJwksUrl: '' } })
const config = configWith('secret')

test('a poster says its store and version, and fits a QR code', () => {
  const token = makePosterToken(config, '482731', 3)
  expect(token).toMatch(/^482731\.3\.[A-Za-z0-9_-]{16}$/)
  expect(readPosterToken(config, token)).toEqual({ number: '482731', version: 3 })
})

test('nobody else can make one', () => {
  const token = makePosterToken(config, '482731', 1)
  expect(readPosterToken(config, token.replace('482731', '730418'))).toBeNull()
  expect(readPosterToken(config, token.replace('.1.', '.2.'))).toBeNull()
  expect(readPosterToken(configWith('another'), token)).toBeNull()
})

test('any other text is no poster', () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => { expect(readPosterToken(config, text)).toBeNull() }))
})
